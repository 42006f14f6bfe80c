//! Rules about lists of choices and the questions that use them.

use super::rules;

rules! { CHOICES:
    CHOICES_MISSING = "choices-missing", Error mended,
        "La question de la ligne {row} utilise la liste « {value} », mais le classeur n’a pas de feuille « choices ». Ajoutez-la, avec les colonnes list_name, name et label. Noms proches trouvés : {similar}.",
        "The question of row {row} uses the list \"{value}\", but the workbook has no sheet named \"choices\". Add it, with the columns list_name, name and label. Similar names found: {similar}.";
    LIST_UNKNOWN = "list-unknown", Error mended,
        "La liste « {value} » (ligne {row}) n’est pas dans la feuille « choices ». Ajoutez ses choix, ou corrigez son nom.",
        "The list \"{value}\" (row {row}) is not in the choices sheet. Add its choices, or correct its name.";
    SELECT_BIND = "select-bind-type", Error mended,
        "La question de la ligne {row} propose des choix : sa valeur est un texte, pas « {value} ». Videz la colonne « {column} ».",
        "The question of row {row} offers choices: its value is a text, not \"{value}\". Empty the column \"{column}\".";
    CHOICE_HEADER = "choice-header", Warning mended,
        "La colonne « {value} » de la feuille « {sheet} » est laissée de côté : son nom ne doit pas contenir d’espace.",
        "The column \"{value}\" of the sheet \"{sheet}\" is left out: its name must not contain spaces.";
    VALIDATE_HEADER = "choice-header-invalid", Warning mended,
        "La colonne « {value} » de la feuille « choices » ne peut pas devenir un élément : ODK refuserait le questionnaire. Renommez-la avec des lettres et des « _ ».",
        "The column \"{value}\" of the choices sheet cannot become an element: ODK would refuse the form. Rename it with letters and \"_\".";
    CHOICE_NAME_MISSING = "choice-name-missing", Error mended,
        "Le choix de la ligne {row} n’a pas de nom. Écrivez-en un dans la colonne « name ».",
        "The choice of row {row} has no name. Write one in the column \"name\".";
    CHOICE_LABEL_MISSING = "choice-label-missing", Warning mended,
        "Le choix « {value} » (ligne {row}) n’a pas de libellé. Écrivez-en un dans la colonne « label ».",
        "The choice \"{value}\" (row {row}) has no label. Write one in the column \"label\".";
    CHOICE_DUPLICATE = "choice-duplicate", Error mended,
        "Le choix « {value} » (ligne {row}) est deux fois dans sa liste. Retirez-en un, ou mettez « allow_choice_duplicates » à « yes ».",
        "The choice \"{value}\" (row {row}) is twice in its list. Remove one, or set \"allow_choice_duplicates\" to \"yes\".";
    CHOICE_SPACE = "choice-space", Error mended,
        "Le choix « {value} » de la liste « {list} » (ligne {row}) contient une espace, ce qui est impossible pour une question à choix multiples. Écrivez « {repair} ».",
        "The choice \"{value}\" of the list \"{list}\" (row {row}) has a space, which a multiple choice cannot have. Write \"{repair}\".";
    SELECT_FILE = "select-file", Error mended,
        "« {value} » (ligne {row}) n’est pas un fichier de choix. Donnez un nom qui finit par .csv, .xml ou .geojson.",
        "\"{value}\" (row {row}) is not a file of choices. Give a name that ends in .csv, .xml or .geojson.";
    EXTERNAL_MISSING = "external-choices-missing", Error mended,
        "La question de la ligne {row} a besoin d’une feuille « external_choices », avec les colonnes list_name et name. Noms proches trouvés : {similar}.",
        "The question of row {row} needs a sheet named \"external_choices\", with the columns list_name and name. Similar names found: {similar}.";
    EXTERNAL_UNKNOWN = "external-list-unknown", Error mended,
        "La liste « {value} » (ligne {row}) n’est pas dans la feuille « external_choices ». Ajoutez ses choix, ou corrigez son nom.",
        "The list \"{value}\" (row {row}) is not in the external_choices sheet. Add its choices, or correct its name.";
    EXTERNAL_FILTER = "external-without-filter", Warning mended,
        "La liste externe « {value} » (ligne {row}) n’est pas filtrée. Remplissez « choice_filter », ou utilisez select_one.",
        "The external list \"{value}\" (row {row}) is not filtered. Fill in \"choice_filter\", or use select_one.";
    OTHER_FILTER = "other-with-filter", Error refused,
        "La question de la ligne {row} a « or_other » et un filtre : les deux ne vont pas ensemble. Ajoutez plutôt un choix « other » à la liste.",
        "The question of row {row} has \"or_other\" and a filter: the two do not go together. Add a choice \"other\" to the list instead.";
    OTHER_LIST = "other-without-list", Error mended,
        "« or_other » (ligne {row}) a besoin d’une liste de la feuille « choices ». « {value} » n’en est pas une.",
        "\"or_other\" (row {row}) needs a list of the choices sheet. \"{value}\" is not one.";
    TABLE_FILTER = "table-with-filter", Error refused,
        "La question de la ligne {row} est dans un tableau (table-list) : elle ne peut pas avoir de filtre. Retirez « choice_filter ».",
        "The question of row {row} is in a table (table-list): it cannot have a filter. Remove \"choice_filter\".";
    TABLE_LISTS = "table-lists-differ", Error mended,
        "Dans un tableau (table-list), toutes les questions ont la même liste : « {list} », pas « {value} » (ligne {row}).",
        "In a table (table-list), all questions have the same list: \"{list}\", not \"{value}\" (row {row}).";
    SEARCH_FILE = "search-on-file", Error refused,
        "La question « {value} » (ligne {row}) prend ses choix dans un fichier et utilise search(). Gardez l’un des deux.",
        "The question \"{value}\" (row {row}) takes its choices from a file and uses search(). Keep one of the two.";
    SEARCH_SHARED = "search-shares-list", Error refused,
        "La liste « {value} » est utilisée avec search() (ligne {row}) et sans par : {others}. Donnez une autre liste à l’une d’elles.",
        "The list \"{value}\" is used with search() (row {row}) and without by: {others}. Give another list to one of them.";
}
