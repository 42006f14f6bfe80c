//! Rules about the rows of the survey sheet: names, types, groups, references.

use super::rules;

rules! { SURVEY:
    TYPE_MISSING = "type-missing", Error mended,
        "La ligne {row} n’a pas de type. Écrivez-en un dans la colonne « type », par exemple « text ».",
        "Row {row} has no type. Write one in the column \"type\", for example \"text\".";
    TYPE_UNKNOWN = "type-unknown", Error mended,
        "Le type « {value} » (ligne {row}) n’existe pas. Vérifiez son orthographe dans la liste des types XLSForm.",
        "The type \"{value}\" (row {row}) does not exist. Check its spelling in the list of XLSForm types.";
    TYPE_SPELLING = "type-spelling", Warning mended,
        "Le type « {value} » (ligne {row}) s’écrit « {repair} ».",
        "The type \"{value}\" (row {row}) is spelled \"{repair}\".";
    ROW_SKIPPED = "row-skipped", Warning mended,
        "La ligne {row} n’a ni type, ni nom, ni libellé : elle est laissée de côté.",
        "Row {row} has no type, name or label: it is left out.";
    COLUMN_DISABLED = "column-disabled", Warning mended,
        "La colonne « disabled » (ligne {row}) n’est plus dans la norme. Utilisez plutôt « relevant ».",
        "The column \"disabled\" (row {row}) is no longer in the standard. Use \"relevant\" instead.";
    METADATA_OLD = "metadata-old", Warning mended,
        "« {value} » (ligne {row}) ne fonctionne plus sur les téléphones récents. Retirez la ligne, ou utilisez « deviceid ».",
        "\"{value}\" (row {row}) no longer works on recent phones. Remove the row, or use \"deviceid\".";
    NAME_MISSING = "name-missing", Error mended,
        "La ligne {row} n’a pas de nom. Écrivez-en un dans la colonne « name », sans espace.",
        "Row {row} has no name. Write one in the column \"name\", without spaces.";
    NAME_INVALID = "name-invalid", Error mended,
        "« {value} » ne peut pas servir de nom (ligne {row}, colonne « {column} »). Commencez par une lettre, puis des lettres, des chiffres, « _ », « - » ou « . », sans espace.",
        "\"{value}\" cannot be a name (row {row}, column \"{column}\"). Begin with a letter, then letters, digits, \"_\", \"-\" or \".\", without spaces.";
    NAME_DUPLICATE = "name-duplicate", Error mended,
        "Le nom « {value} » (ligne {row}) est déjà pris dans le même groupe. Donnez un nom différent à chaque question.",
        "The name \"{value}\" (row {row}) is already taken in the same group. Give each question a name of its own.";
    NAME_CASE = "name-case", Warning mended,
        "Le nom « {value} » (ligne {row}) ne diffère d’un autre que par ses majuscules. Changez-le pour faciliter l’analyse.",
        "The name \"{value}\" (row {row}) differs from another only by its capitals. Change it to make analysis easier.";
    NAME_RESERVED = "name-reserved", Error mended,
        "Le nom « {value} » (ligne {row}) est réservé. Choisissez-en un autre.",
        "The name \"{value}\" (row {row}) is reserved. Choose another one.";
    REPEAT_DUPLICATE = "repeat-duplicate", Error mended,
        "Un autre groupe répété s’appelle déjà « {value} » (ligne {row}). Donnez un nom différent à chaque répétition.",
        "Another repeat is already named \"{value}\" (row {row}). Give each repeat a name of its own.";
    REPEAT_IS_ROOT = "repeat-is-root", Error mended,
        "Le groupe répété « {value} » (ligne {row}) porte le nom du questionnaire lui-même. Changez son nom.",
        "The repeat \"{value}\" (row {row}) has the name of the form itself. Change its name.";
    REPEAT_LABEL = "repeat-label", Warning mended,
        "Le groupe répété « {value} » (ligne {row}) n’a pas de libellé. Ajoutez-en un pour que l’on sache ce qui se répète.",
        "The repeat \"{value}\" (row {row}) has no label. Add one so that people know what is repeated.";
    END_UNMATCHED = "end-unmatched", Error mended,
        "« {value} » (ligne {row}) ferme un groupe qui n’est pas ouvert. Retirez la ligne, ou ajoutez « begin_{type} » plus haut.",
        "\"{value}\" (row {row}) closes a group that is not open. Remove the row, or add \"begin_{type}\" above.";
    BEGIN_UNMATCHED = "begin-unmatched", Error mended,
        "Le groupe « {name} » (ligne {row}) n’est jamais fermé. Ajoutez « end_{type} » après sa dernière question.",
        "The group \"{name}\" (row {row}) is never closed. Add \"end_{type}\" after its last question.";
    LOOP_LIST = "loop-without-list", Error mended,
        "La boucle de la ligne {row} ne dit pas sur quelle liste elle porte. Écrivez « begin loop over nom_de_liste ».",
        "The loop of row {row} does not say which list it runs over. Write \"begin loop over list_name\".";
    LABEL_MISSING = "label-missing", Error mended,
        "La question « {value} » (ligne {row}) n’a ni libellé ni indication. Écrivez son texte dans la colonne « label ».",
        "The question \"{value}\" (row {row}) has no label and no hint. Write its text in the column \"label\".";
    BIG_IMAGE = "big-image-alone", Error mended,
        "La question « {value} » (ligne {row}) a une grande image sans image. Remplissez aussi « media::image ».",
        "The question \"{value}\" (row {row}) has a big image without an image. Fill in \"media::image\" as well.";
    MEDIA_UNKNOWN = "media-unknown", Error mended,
        "« {value} » n’est pas un type de média (ligne {row}). Utilisez image, big-image, audio ou video.",
        "\"{value}\" is not a kind of media (row {row}). Use image, big-image, audio or video.";
    CALCULATION_MISSING = "calculation-missing", Error mended,
        "Le calcul « {value} » (ligne {row}) est vide. Écrivez sa formule dans la colonne « calculation ».",
        "The calculation \"{value}\" (row {row}) is empty. Write its formula in the column \"calculation\".";
    REFERENCE_SYNTAX = "reference-syntax", Error mended,
        "« {value} » (ligne {row}, colonne « {column} ») contient une référence mal écrite. Écrivez ${ puis le nom d’une question, puis }.",
        "\"{value}\" (row {row}, column \"{column}\") has a reference that is not well written. Write ${ then the name of a question, then }.";
    REFERENCE_UNKNOWN = "reference-unknown", Error mended,
        "Aucune question ne s’appelle « {value} » (ligne {row}, colonne « {column} »). Vérifiez le nom dans la feuille « survey ».",
        "No question is named \"{value}\" (row {row}, column \"{column}\"). Check the name in the survey sheet.";
    CONDITION_DROPPED = "condition-dropped", Warning refused,
        "La règle de la ligne {row} (colonne « {column} ») parle de « {value} », et aucune question ne s’appelle ainsi : elle est laissée de côté, la question est posée et sa réponse acceptée. Corrigez le nom.",
        "The rule of row {row} (column \"{column}\") speaks of \"{value}\", and no question is named so: it is left out, the question is asked and its answer accepted. Correct the name.";
    REFERENCE_AMBIGUOUS = "reference-ambiguous", Error refused,
        "Plusieurs questions s’appellent « {value} » (ligne {row}) : on ne sait pas laquelle est visée. Renommez-en une.",
        "Several questions are named \"{value}\" (row {row}): which one is meant is not known. Rename one of them.";
    TRIGGER_COMMA = "trigger-comma", Error mended,
        "Dans la colonne « trigger » (ligne {row}), séparez les questions par des virgules.",
        "In the column \"trigger\" (row {row}), part the questions with commas.";
    TRIGGER_HIDDEN = "trigger-hidden", Error refused,
        "La question « {value} » n’est pas visible : elle ne peut pas déclencher « {question} » (ligne {row}). Choisissez une question affichée.",
        "The question \"{value}\" is not visible: it cannot start \"{question}\" (row {row}). Choose a question that is shown.";
    BACKGROUND_TRIGGER = "background-trigger", Error mended,
        "La position prise en arrière-plan (ligne {row}) a besoin d’un déclencheur. Remplissez la colonne « trigger ».",
        "The background position (row {row}) needs a trigger. Fill in the column \"trigger\".";
    BACKGROUND_CALCULATION = "background-calculation", Error mended,
        "La position prise en arrière-plan (ligne {row}) ne peut pas avoir de calcul. Videz la colonne « calculation ».",
        "The background position (row {row}) cannot have a calculation. Empty the column \"calculation\".";
    AUDIT_NAME = "audit-name", Error mended,
        "Le journal d’audit (ligne {row}) s’appelle toujours « audit ». Laissez son nom vide.",
        "The audit log (row {row}) is always named \"audit\". Leave its name empty.";
    INSTANCE_DUPLICATE = "instance-duplicate", Error refused,
        "Deux fichiers joints s’appellent « {value} » (ligne {row}). Donnez-leur des noms différents.",
        "Two attached files are named \"{value}\" (row {row}). Give them different names.";
    INSTANCE_CLASH = "instance-clash", Error refused,
        "Le nom « {value} » désigne deux sources différentes : {one} et {other}. Renommez l’une des deux.",
        "The name \"{value}\" stands for two different sources: {one} and {other}. Rename one of them.";
    QUOTES_REPAIRED = "quotes-repaired", Warning mended,
        "Les guillemets courbes ou les espaces insécables de la formule (ligne {row}, colonne « {column} ») ont été remplacés par des signes simples.",
        "The curly quotes or no-break spaces of the formula (row {row}, column \"{column}\") were replaced with plain signs.";
    LANGUAGE_INCOMPLETE = "language-incomplete", Warning mended,
        "La langue « {value} » n’a pas de colonne « {column} » dans la feuille « {sheet} ». Les textes manquants s’affichent « - ».",
        "The language \"{value}\" has no column \"{column}\" in the sheet \"{sheet}\". Missing texts are shown as \"-\".";
    VALIDATE_REJECT = "validate-would-reject", Warning mended,
        "ODK refuserait ce questionnaire : {french} (ligne {row}). Corrigez ce point avant de l’envoyer sur des téléphones.",
        "ODK would refuse this form: {english} (row {row}). Mend this before sending it to phones.";
}
