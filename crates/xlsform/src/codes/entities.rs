//! Rules about entities and `save_to`.

use super::rules;

rules! { ENTITIES:
    ENTITY_COLUMN = "entity-column", Error mended,
        "La feuille « entities » a des colonnes inconnues : {value}. Vérifiez leur orthographe, ou retirez-les.",
        "The entities sheet has unknown columns: {value}. Check their spelling, or remove them.";
    ENTITY_NAME_MISSING = "entity-name-missing", Error refused,
        "L’entité de la ligne {row} n’a pas de liste. Remplissez « list_name ».",
        "The entity of row {row} has no list. Fill in \"list_name\".";
    ENTITY_NAME_RESERVED = "entity-name-reserved", Error refused,
        "« {value} » (ligne {row}) commence par deux traits de soulignement, ce qui est réservé. Changez ce nom.",
        "\"{value}\" (row {row}) begins with two underscores, which is reserved. Change this name.";
    ENTITY_NAME_PERIOD = "entity-name-period", Error refused,
        "« {value} » (ligne {row}) contient un point. Retirez-le du nom de la liste.",
        "\"{value}\" (row {row}) has a period. Remove it from the name of the list.";
    ENTITY_DUPLICATE = "entity-duplicate", Error refused,
        "La liste « {value} » est déclarée deux fois (ligne {row}). Gardez une seule ligne.",
        "The list \"{value}\" is declared twice (row {row}). Keep a single row.";
    ENTITY_NO_ID = "entity-without-id", Error refused,
        "Pour mettre à jour la liste « {value} » (ligne {row}), il faut savoir quelle entité : remplissez « entity_id ».",
        "To update the list \"{value}\" (row {row}), which entity must be known: fill in \"entity_id\".";
    ENTITY_NO_UPDATE = "entity-without-update", Error refused,
        "La liste « {value} » (ligne {row}) a « create_if » et « entity_id » : remplissez aussi « update_if ».",
        "The list \"{value}\" (row {row}) has \"create_if\" and \"entity_id\": fill in \"update_if\" as well.";
    ENTITY_NO_LABEL = "entity-without-label", Error refused,
        "Pour créer une entité dans « {value} » (ligne {row}), remplissez « label ».",
        "To create an entity in \"{value}\" (row {row}), fill in \"label\".";
    ENTITY_NO_PLACE = "entity-without-place", Error refused,
        "L’entité « {value} » (ligne {row}) n’a pas de groupe libre dans « {scope} » : celle de la ligne {other} l’occupe. Mettez leurs questions dans des groupes différents.",
        "The entity \"{value}\" (row {row}) has no free group in \"{scope}\": that of row {other} is there. Put their questions in different groups.";
    ENTITY_SCOPE = "entity-scope", Error refused,
        "L’entité « {list} » (ligne {row}) utilise « {value} » dans « {scope} » et autre chose dans « {other} », deux répétitions différentes. Recopiez l’une des valeurs avec un « calculate ».",
        "The entity \"{list}\" (row {row}) uses \"{value}\" in \"{scope}\" and something else in \"{other}\", two different repeats. Copy one of the values with a \"calculate\".";
    SAVE_TO_NO_ENTITY = "save-to-without-entity", Error refused,
        "La colonne « save_to » (ligne {row}) a besoin d’une entité. Ajoutez une feuille « entities ».",
        "The column \"save_to\" (row {row}) needs an entity. Add a sheet named \"entities\".";
    SAVE_TO_LIST = "save-to-list", Error refused,
        "Il y a plusieurs entités : dites à laquelle « {value} » (ligne {row}) appartient, en écrivant liste#propriété.",
        "There are several entities: say which one \"{value}\" (row {row}) belongs to, by writing list#property.";
    SAVE_TO_UNKNOWN = "save-to-unknown", Error refused,
        "La liste « {list} » (ligne {row}) n’est pas dans la feuille « entities ». Corrigez « save_to », ou ajoutez la liste.",
        "The list \"{list}\" (row {row}) is not in the entities sheet. Correct \"save_to\", or add the list.";
    SAVE_TO_HASH = "save-to-hash", Error refused,
        "« {value} » (ligne {row}) a plus d’un « # ». Écrivez liste#propriété.",
        "\"{value}\" (row {row}) has more than one \"#\". Write list#property.";
    SAVE_TO_GROUP = "save-to-group", Error refused,
        "Un groupe (ligne {row}) ne peut pas être gardé dans une entité. Mettez « save_to » sur une question.",
        "A group (row {row}) cannot be saved in an entity. Put \"save_to\" on a question.";
    SAVE_TO_RESERVED = "save-to-reserved", Error refused,
        "« {value} » (ligne {row}) est réservé. Donnez un autre nom que « name » ou « label » à la propriété.",
        "\"{value}\" (row {row}) is reserved. Give the property a name other than \"name\" or \"label\".";
    SAVE_TO_DUPLICATE = "save-to-duplicate", Error refused,
        "La propriété « {value} » (ligne {row}) est déjà remplie par la ligne {other}. Changez l’une des deux.",
        "The property \"{value}\" (row {row}) is already filled in by row {other}. Change one of the two.";
    SAVE_TO_SCOPE = "save-to-scope", Error refused,
        "La propriété « {value} » de « {list} » (ligne {row}) est dans « {scope} », alors que l’entité est dans « {other} », une autre répétition. Recopiez la valeur avec un « calculate ».",
        "The property \"{value}\" of \"{list}\" (row {row}) is in \"{scope}\", while the entity is in \"{other}\", another repeat. Copy the value with a \"calculate\".";
}
