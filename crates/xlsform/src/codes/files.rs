//! Rules about the file, its sheets, its headers and its settings.

use super::rules;

rules! { FILES:
    FILE_UNKNOWN = "file-unknown", Error refused,
        "Ce fichier n’est pas un questionnaire XLSForm. Donnez un classeur .xlsx, .xls ou .ods, un fichier .csv, ou un tableau Markdown.",
        "This file is not an XLSForm. Give an .xlsx, .xls or .ods workbook, a .csv file, or a Markdown table.";
    FILE_UNREADABLE = "file-unreadable", Error refused,
        "Le fichier est abîmé et ne peut pas être lu ({detail}). Ouvrez-le dans votre tableur et enregistrez-le de nouveau.",
        "The file is damaged and cannot be read ({detail}). Open it in your spreadsheet program and save it again.";
    FILE_PASSWORD = "file-password", Error refused,
        "Le fichier est protégé par un mot de passe. Retirez le mot de passe dans votre tableur, puis recommencez.",
        "The file is protected by a password. Remove the password in your spreadsheet program, then try again.";
    FILE_LEGACY = "file-legacy", Error refused,
        "Ce classeur vient d’une version d’Excel d’avant 1997. Enregistrez-le au format .xlsx, puis recommencez.",
        "This workbook comes from a version of Excel older than 1997. Save it as .xlsx, then try again.";
    FILE_NOT_UTF8 = "file-not-utf8", Error refused,
        "Le texte n’est pas codé en UTF-8 (octet {byte}). Enregistrez le fichier en UTF-8, puis recommencez.",
        "The text is not encoded in UTF-8 (byte {byte}). Save the file as UTF-8, then try again.";
    FILE_TOO_LARGE = "file-too-large", Error refused,
        "Le fichier est trop gros : son contenu dépasse {limit} Mio. Retirez les feuilles et les images inutiles.",
        "The file is too large: its content is over {limit} MiB. Remove the sheets and pictures that are not needed.";
    TOO_MANY_ROWS = "too-many-rows", Error refused,
        "Le classeur dépasse {limit} lignes remplies (feuille « {sheet} »). Mettez les longues listes dans un fichier .csv à part.",
        "The workbook has more than {limit} rows with content (sheet \"{sheet}\"). Put long lists in a separate .csv file.";
    CELL_TOO_LONG = "cell-too-long", Error refused,
        "La cellule de la ligne {row}, colonne « {column} », dépasse {limit} caractères. Coupez-la en plusieurs questions ou calculs.",
        "The cell of row {row}, column \"{column}\", is over {limit} characters. Cut it into several questions or calculations.";
    LANGUAGES_TOO_MANY = "languages-too-many", Error refused,
        "Le questionnaire a {value} langues : c’est trop pour autant de lignes (au plus {limit} langues). Gardez une colonne « label » par langue parlée.",
        "The form has {value} languages: too many for so many rows ({limit} at most). Keep one \"label\" column for each language spoken.";
    TOO_DEEP = "too-deep", Error refused,
        "Les groupes sont emboîtés sur plus de {limit} niveaux à partir de la ligne {row}. Fermez les groupes avec « end group ».",
        "Groups are nested more than {limit} levels deep from row {row}. Close groups with \"end group\".";
    SURVEY_MISSING = "survey-missing", Error refused,
        "Le classeur n’a pas de feuille « survey ». Nommez ainsi la feuille des questions. Noms proches trouvés : {similar}.",
        "The workbook has no sheet named \"survey\". Give that name to the sheet with the questions. Similar names found: {similar}.";
    SHEET_SIMILAR = "sheet-similar", Warning mended,
        "La feuille « {value} » ressemble à « {sheet} ». Renommez-la, ou mettez un trait de soulignement devant son nom pour l’écarter.",
        "The sheet \"{value}\" looks like \"{sheet}\". Rename it, or put an underscore before its name to leave it out.";
    HEADER_DUPLICATE = "header-duplicate", Error mended,
        "Deux colonnes de la feuille « {sheet} » s’appellent « {value} ». Gardez-en une seule, ou renommez l’autre.",
        "Two columns of the sheet \"{sheet}\" are named \"{value}\". Keep only one, or rename the other.";
    HEADER_SYNONYMS = "header-synonyms", Error mended,
        "Les colonnes « {other} » et « {value} » de la feuille « {sheet} » veulent dire la même chose. Gardez-en une seule.",
        "The columns \"{other}\" and \"{value}\" of the sheet \"{sheet}\" mean the same thing. Keep only one.";
    HEADER_MISSING = "header-missing", Error refused,
        "La feuille « {sheet} » n’a pas de colonne « {value} ». Ajoutez-la dans la première ligne.",
        "The sheet \"{sheet}\" has no column \"{value}\". Add it in the first row.";
    SETTINGS_TWO_IDS = "settings-two-ids", Warning mended,
        "La feuille « settings » a deux colonnes pour l’identifiant : « form_id » et « id_string ». Gardez « form_id ».",
        "The settings sheet has two columns for the identifier: \"form_id\" and \"id_string\". Keep \"form_id\".";
    ENCRYPTION_ID = "encryption-needs-id", Error refused,
        "Un questionnaire chiffré a besoin de l’identifiant des réponses. Retirez « omit_instanceID » ou « public_key ».",
        "An encrypted form needs the identifier of submissions. Remove \"omit_instanceID\" or \"public_key\".";
}
