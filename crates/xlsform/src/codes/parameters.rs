//! Rules about the `parameters` column.

use super::rules;

rules! { PARAMETERS:
    PARAMETERS_SYNTAX = "parameters-syntax", Error mended,
        "Les paramètres « {value} » (ligne {row}) sont mal écrits. Écrivez par exemple : start=1 end=5.",
        "The parameters \"{value}\" (row {row}) are not well written. Write for example: start=1 end=5.";
    PARAMETER_UNKNOWN = "parameter-unknown", Error mended,
        "Cette question (ligne {row}) n’a pas de paramètre « {value} ». Ceux qu’elle connaît : {accepted}.",
        "This question (row {row}) has no parameter \"{value}\". Those it knows: {accepted}.";
    PARAMETER_VALUE = "parameter-value", Error mended,
        "Le paramètre « {name} » (ligne {row}) ne peut pas valoir « {value} ». Écrivez : {expected}.",
        "The parameter \"{name}\" (row {row}) cannot be \"{value}\". Write: {expected}.";
    PHOTO_MAX_PIXELS = "photo-max-pixels", Warning mended,
        "Ajoutez « max-pixels=1024 » à la photo (ligne {row}) pour des envois plus légers.",
        "Add \"max-pixels=1024\" to the photo (row {row}) for lighter submissions.";
    AUDIT_LOCATION = "audit-location", Error mended,
        "Pour noter la position dans le journal (ligne {row}), donnez les trois paramètres : {value}.",
        "To keep the position in the log (row {row}), give all three parameters: {value}.";
    GEOMETRY_UNKNOWN = "geometry-unknown", Error mended,
        "« {value} » (ligne {row}) n’est ni une liste, ni un fichier joint, ni un groupe répété. Corrigez « reference-geometry ».",
        "\"{value}\" (row {row}) is not a list, an attached file or a repeat. Correct \"reference-geometry\".";
    RANGE_NUMBER = "range-number", Error refused,
        "Le paramètre « {name} » de l’échelle (ligne {row}) doit être un nombre, pas « {value} ».",
        "The parameter \"{name}\" of the range (row {row}) must be a number, not \"{value}\".";
    RANGE_ZERO = "range-zero", Error refused,
        "Le paramètre « {name} » de l’échelle (ligne {row}) ne peut pas être zéro.",
        "The parameter \"{name}\" of the range (row {row}) cannot be zero.";
    RANGE_TOO_LARGE = "range-too-large", Error refused,
        "Le paramètre « {name} » (ligne {row}) dépasse l’écart entre « start » et « end ». Donnez un nombre plus petit que {value}.",
        "The parameter \"{name}\" (row {row}) is larger than the gap between \"start\" and \"end\". Give a number smaller than {value}.";
    RANGE_MULTIPLE = "range-multiple", Error refused,
        "Le paramètre « {name} » (ligne {row}) doit tomber sur un pas de l’échelle (« step »), ce que {value} ne fait pas.",
        "The parameter \"{name}\" (row {row}) must fall on a step of the range, which {value} does not.";
    RANGE_OUTSIDE = "range-outside", Error refused,
        "Le paramètre « {name} » (ligne {row}) doit être entre « start » et « end », ce que {value} n’est pas.",
        "The parameter \"{name}\" (row {row}) must be between \"start\" and \"end\", which {value} is not.";
    RANGE_APPEARANCE = "range-appearance", Error mended,
        "Les graduations, le repère et les libellés (ligne {row}) ne vont pas avec l’apparence « {value} ». Retirez-les, ou changez l’apparence.",
        "Ticks, placeholder and labels (row {row}) do not go with the appearance \"{value}\". Remove them, or change the appearance.";
    RANGE_LABELS_UNKNOWN = "range-labels-unknown", Error refused,
        "La liste « {value} » (ligne {row}) n’est pas dans la feuille « choices ». Corrigez « tick_labelset ».",
        "The list \"{value}\" (row {row}) is not in the choices sheet. Correct \"tick_labelset\".";
    RANGE_LABEL_NUMBER = "range-label-number", Error refused,
        "Les choix qui nomment les points d’une échelle (ligne {row}) sont des nombres ; « {value} » n’en est pas un.",
        "The choices that name the points of a range (row {row}) are numbers; \"{value}\" is not one.";
    RANGE_LABEL_OUTSIDE = "range-label-outside", Error refused,
        "Le choix « {value} » (ligne {row}) est en dehors de l’échelle. Gardez les choix entre « start » et « end ».",
        "The choice \"{value}\" (row {row}) is outside the range. Keep choices between \"start\" and \"end\".";
    RANGE_LABEL_MULTIPLE = "range-label-multiple", Error refused,
        "Le choix « {value} » (ligne {row}) ne tombe pas sur un « {name} » de l’échelle. Corrigez-le.",
        "The choice \"{value}\" (row {row}) does not fall on a \"{name}\" of the range. Correct it.";
    RANGE_LABELS_TOO_MANY = "range-labels-too-many", Error refused,
        "Sans graduations (ligne {row}), la liste « {value} » ne peut avoir que deux choix. Gardez ceux des deux bouts.",
        "Without ticks (row {row}), the list \"{value}\" can have only two choices. Keep those of the two ends.";
    RANGE_LABELS_ENDS = "range-labels-ends", Error refused,
        "Sans graduations (ligne {row}), les choix de la liste « {value} » doivent être « start » et « end ».",
        "Without ticks (row {row}), the choices of the list \"{value}\" must be \"start\" and \"end\".";
}
