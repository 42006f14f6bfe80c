//! The words XLSForm knows: columns and their other names, question types and what they become, yes and no.
//!
//! Data only. Sources: <https://xlsform.org/en/ref-table/> and the names older forms use.

use super::header::HeaderRules;

const LABEL: &[&str] = &["label"];
const NAME: &[&str] = &["name"];
const TYPE: &[&str] = &["type"];
const READ_ONLY: &[&str] = &["bind", "readonly"];
const RELEVANT: &[&str] = &["bind", "relevant"];
const CONSTRAINT_MESSAGE: &[&str] = &["bind", "jr:constraintMsg"];
const REQUIRED_MESSAGE: &[&str] = &["bind", "jr:requiredMsg"];
const NO_APP: &[&str] = &["bind", "jr:noAppErrorString"];
const CALCULATE: &[&str] = &["bind", "calculate"];
const COUNT: &[&str] = &["control", "jr:count"];

fn survey_alias(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "sms_field" => &["sms_field"],
        "sms_option" => &["sms_option"],
        "sms_separator" => &["sms_separator"],
        "sms_allow_media" => &["sms_allow_media"],
        "sms_date_format" => &["sms_date_format"],
        "sms_datetime_format" => &["sms_datetime_format"],
        "sms_response" => &["sms_response"],
        "compact_tag" => &["instance", "odk:tag"],
        "read_only" | "readonly" => READ_ONLY,
        "relevant" | "relevance" => RELEVANT,
        "caption" => LABEL,
        "appearance" => &["control", "appearance"],
        "required" => &["bind", "required"],
        "constraint" => &["bind", "constraint"],
        "constraining_message" | "constraint_message" => CONSTRAINT_MESSAGE,
        "calculation" | "calculate" => CALCULATE,
        "command" => TYPE,
        "tag" | "value" => NAME,
        "count" | "repeat_count" | "jr:count" => COUNT,
        "autoplay" => &["control", "autoplay"],
        "rows" => &["control", "rows"],
        "noapperrorstring" | "no_app_error_string" => NO_APP,
        "requiredmsg" | "required_message" => REQUIRED_MESSAGE,
        "body" => &["control"],
        "save_to" => &["bind", "entities:saveto"],
        other => return media_alias(other),
    })
}

fn media_alias(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "image" => &["media", "image"],
        "big-image" => &["media", "big-image"],
        "audio" => &["media", "audio"],
        "video" => &["media", "video"],
        _ => return None,
    })
}

fn list_alias(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "caption" => Some(LABEL),
        "list_name" => Some(&["list name"]),
        "value" => Some(NAME),
        other => media_alias(other),
    }
}

fn settings_alias(name: &str) -> Option<&'static [&'static str]> {
    settings_key(name).map(|key| match key {
        "title" => &["title"] as &[&str],
        "id_string" => &["id_string"],
        _ => &["prefix"],
    })
}

/// The setting a word stands for, in the settings sheet and, in old forms, as a question type.
pub(crate) fn settings_key(name: &str) -> Option<&'static str> {
    Some(match name {
        "form_title" | "set_form_title" => "title",
        "form_id" | "set_form_id" => "id_string",
        "prefix" => "prefix",
        _ => return None,
    })
}

fn entities_alias(name: &str) -> Option<&'static [&'static str]> {
    (name == "list_name").then_some(&["dataset"])
}

fn is_survey_column(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "label"
            | "type"
            | "hint"
            | "guidance_hint"
            | "default"
            | "trigger"
            | "bind"
            | "control"
            | "media"
            | "instance"
            | "choice_filter"
            | "parameters"
            | "query"
            | "sms_field"
            | "actions"
            | "choices"
            | "itemset"
            | "list_name"
            | "parent"
            | "extra_data"
    )
}

fn is_choice_column(name: &str) -> bool {
    matches!(name, "name" | "label" | "media" | "sms_option" | "parent" | "extra_data")
}

fn is_settings_column(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "label"
            | "type"
            | "title"
            | "id_string"
            | "version"
            | "style"
            | "default_language"
            | "instance_name"
            | "public_key"
            | "submission_url"
            | "auto_send"
            | "auto_delete"
            | "client_editable"
            | "instance_xmlns"
            | "namespaces"
            | "omit_instanceID"
            | "attribute"
            | "prefix"
            | "delimiter"
            | "flat"
            | "clean_text_values"
            | "add_none_option"
            | "allow_choice_duplicates"
            | "entity_version"
            | "sms_keyword"
            | "sms_separator"
            | "sms_allow_media"
            | "sms_date_format"
            | "sms_datetime_format"
            | "sms_response"
            | "sms_field"
            | "bind"
            | "control"
            | "hint"
            | "media"
            | "instance"
            | "children"
            | "choices"
            | "file_name"
            | "parent"
            | "extra_data"
    )
}

fn is_entities_column(name: &str) -> bool {
    ENTITIES_COLUMNS.contains(&name)
}

/// The columns of the entities sheet.
pub(crate) const ENTITIES_COLUMNS: [&str; 6] =
    ["dataset", "entity_id", "create_if", "update_if", "repeat", "label"];

pub(crate) const SURVEY: HeaderRules = HeaderRules {
    sheet: "survey",
    alias: survey_alias,
    is_column: is_survey_column,
    required: Some("type"),
    collapse_spaces: true,
};
pub(crate) const CHOICES: HeaderRules = HeaderRules {
    sheet: "choices",
    alias: list_alias,
    is_column: is_choice_column,
    required: Some("name"),
    collapse_spaces: false,
};
pub(crate) const EXTERNAL_CHOICES: HeaderRules =
    HeaderRules { sheet: "external_choices", required: None, ..CHOICES };
pub(crate) const OSM: HeaderRules = HeaderRules { sheet: "osm", required: None, ..CHOICES };
pub(crate) const SETTINGS: HeaderRules = HeaderRules {
    sheet: "settings",
    alias: settings_alias,
    is_column: is_settings_column,
    required: None,
    collapse_spaces: false,
};
pub(crate) const ENTITIES: HeaderRules = HeaderRules {
    sheet: "entities",
    alias: entities_alias,
    is_column: is_entities_column,
    required: None,
    collapse_spaces: false,
};

/// Yes and no, as people write them.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

/// What a group, repeat or loop is called after `begin` and `end`.
pub(crate) const CONTAINERS: [(&str, Container); 5] = [
    ("group", Container::Group),
    ("lgroup", Container::Repeat),
    ("repeat", Container::Repeat),
    ("loop", Container::Loop),
    ("looped group", Container::Repeat),
];

/// What holds other rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Container {
    Group,
    Repeat,
    Loop,
}

impl Container {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Container::Group => "group",
            Container::Repeat => "repeat",
            Container::Loop => "loop",
        }
    }
}

/// The commands that begin a choice question, with the type they stand for; the first that fits is taken.
pub(crate) const SELECTS: [(&str, &str); 15] = [
    ("add select one prompt using", SELECT_ONE),
    ("add select multiple prompt using", SELECT_MULTIPLE),
    ("select all that apply from", SELECT_MULTIPLE),
    ("select one from", SELECT_ONE),
    ("select1", SELECT_ONE),
    ("select_one", SELECT_ONE),
    ("select one", SELECT_ONE),
    ("select_multiple", SELECT_MULTIPLE),
    ("select all that apply", SELECT_MULTIPLE),
    ("select_one_external", SELECT_ONE_EXTERNAL),
    ("select_one_from_file", SELECT_ONE),
    ("select_multiple_from_file", SELECT_MULTIPLE),
    ("select one from file", SELECT_ONE),
    ("select multiple from file", SELECT_MULTIPLE),
    ("rank", "rank"),
];

pub(crate) const SELECT_ONE: &str = "select one";
pub(crate) const SELECT_MULTIPLE: &str = "select all that apply";
pub(crate) const SELECT_ONE_EXTERNAL: &str = "select one external";

/// Whether a select command takes its choices from a file.
pub(crate) fn is_from_file(command: &str) -> bool {
    command.ends_with("from_file") || command.ends_with("from file")
}

/// Endings of the files choices may come from.
pub(crate) const FILE_ENDINGS: [&str; 3] = [".xml", ".csv", ".geojson"];

/// The ending of a file name, with its dot, as in `places.csv`; empty without one.
pub(crate) fn ending(name: &str) -> &str {
    let base = name.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let stem = name[base..].trim_start_matches('.');
    let skipped = name.len() - stem.len();
    stem.rfind('.').map_or("", |at| &name[skipped + at..])
}

/// What a question type becomes in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Widget {
    /// Nothing on screen.
    None,
    Input,
    Trigger,
    Upload,
    Osm,
    Range,
    Select,
    Select1,
    Rank,
    Geo,
    /// A model action; nothing on screen.
    Action,
    /// A secondary instance; nothing on screen, no answer.
    External,
}

impl Widget {
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Widget::Input | Widget::Geo => "input",
            Widget::Trigger => "trigger",
            Widget::Upload | Widget::Osm => "upload",
            Widget::Range => "range",
            Widget::Select => "select",
            Widget::Select1 => "select1",
            Widget::Rank => "odk:rank",
            Widget::None | Widget::Action | Widget::External => "",
        }
    }

    pub(crate) fn is_select(self) -> bool {
        matches!(self, Widget::Select | Widget::Select1 | Widget::Rank)
    }
}

/// A question type: what is shown, what the bind says by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuestionType {
    pub(crate) widget: Widget,
    pub(crate) bind: &'static [(&'static str, &'static str)],
    pub(crate) media_type: Option<&'static str>,
    pub(crate) hint: Option<&'static str>,
}

const fn shown(widget: Widget, bind: &'static [(&'static str, &'static str)]) -> QuestionType {
    QuestionType { widget, bind, media_type: None, hint: None }
}

const fn upload(media_type: &'static str) -> QuestionType {
    QuestionType {
        widget: Widget::Upload,
        bind: &[("type", "binary")],
        media_type: Some(media_type),
        hint: None,
    }
}

const fn days(constraint: &'static [(&'static str, &'static str)], hint: &'static str) -> QuestionType {
    QuestionType { widget: Widget::Input, bind: constraint, media_type: None, hint: Some(hint) }
}

const STRING: &[(&str, &str)] = &[("type", "string")];

/// Types older forms write otherwise.
pub(crate) fn type_alias(name: &str) -> Option<&'static str> {
    Some(match name {
        "imei" => "deviceid",
        "image" | "add image prompt" | "add photo prompt" => "photo",
        "add audio prompt" => "audio",
        "add video prompt" => "video",
        "add file prompt" => "file",
        _ => return None,
    })
}

/// The type of that name, once selects and aliases are resolved.
pub(crate) fn question_type(name: &str) -> Option<QuestionType> {
    metadata(name).or_else(|| {
        Some(shown(
            Widget::Input,
            match name {
                "text" | "string" | "q string" | "add text prompt" | "select one external" => STRING,
                "integer" | "int" | "q int" | "add integer prompt" => &[("type", "int")],
                "decimal" | "q decimal" | "add decimal prompt" => &[("type", "decimal")],
                "date" | "q date" | "add date prompt" => &[("type", "date")],
                "time" => &[("type", "time")],
                "datetime"
                | "dateTime"
                | "date time"
                | "q dateTime"
                | "q date time"
                | "add dateTime prompt"
                | "add date time prompt" => &[("type", "dateTime")],
                "location" | "gps" | "q location" | "q geopoint" | "add location prompt" => {
                    &[("type", "geopoint")]
                }
                "q geoshape" => &[("type", "geoshape")],
                "q geotrace" => &[("type", "geotrace")],
                "barcode" | "q barcode" | "add barcode prompt" => &[("type", "barcode")],
                "note" | "q note" | "add note prompt" => &[("readonly", "true()"), ("type", "string")],
                "percentage" => &[("type", "int"), ("constraint", "0 <= . and . <= 100")],
                other => return special(other),
            },
        ))
    })
}

fn special(name: &str) -> Option<QuestionType> {
    Some(match name {
        "select one" | "select one using" | "q select1" | "add select one prompt using" => {
            shown(Widget::Select1, STRING)
        }
        "select all that apply"
        | "select all that apply from"
        | "select multiple from"
        | "select multiple using"
        | "q select"
        | "add select multiple prompt using" => shown(Widget::Select, STRING),
        "rank" => shown(Widget::Rank, &[("type", "odk:rank")]),
        "calculate" | "q calculate" | "add calculate prompt" | "hidden" => shown(Widget::None, STRING),
        "acknowledge" | "q acknowledge" | "add acknowledge prompt" => shown(Widget::Trigger, STRING),
        "trigger" => shown(Widget::Trigger, &[]),
        "photo" | "image" | "q picture" | "q image" | "add image prompt" => upload("image/*"),
        "audio" | "q audio" | "add audio prompt" => upload("audio/*"),
        "video" | "q video" | "add video prompt" => upload("video/*"),
        "file" | "add file prompt" => upload("application/*"),
        "osm" => QuestionType { widget: Widget::Osm, ..upload("osm/*") },
        "geopoint" => shown(Widget::Geo, &[("type", "geopoint")]),
        "geoshape" => shown(Widget::Geo, &[("type", "geoshape")]),
        "geotrace" => shown(Widget::Geo, &[("type", "geotrace")]),
        "range" => shown(Widget::Range, &[("type", "int")]),
        "audit" => shown(Widget::None, &[("type", "binary")]),
        "xml-external" | "csv-external" => shown(Widget::External, &[]),
        "start-geopoint" => shown(Widget::Action, &[("type", "geopoint")]),
        "background-audio" => shown(Widget::Action, &[("type", "binary")]),
        "background-geopoint" => shown(Widget::Trigger, &[("type", "geopoint")]),
        other => return old_number(other),
    })
}

fn old_number(name: &str) -> Option<QuestionType> {
    Some(match name {
        "phone number" => {
            days(&[("type", "string"), ("constraint", "regex(., '^\\d*$')")], "Enter numbers only.")
        }
        "number of days in last month" => {
            days(&[("type", "int"), ("constraint", "0 <= . and . <= 31")], "Enter a number 0-31.")
        }
        "number of days in last six months" => {
            days(&[("type", "int"), ("constraint", "0 <= . and . <= 183")], "Enter a number 0-183.")
        }
        "number of days in last year" => {
            days(&[("type", "int"), ("constraint", "0 <= . and . <= 365")], "Enter a number 0-365.")
        }
        _ => return None,
    })
}

/// What the device knows by itself.
fn metadata(name: &str) -> Option<QuestionType> {
    macro_rules! property {
        ($param:literal) => {
            &[("jr:preload", "property"), ("type", "string"), ("jr:preloadParams", $param)]
        };
    }
    let bind: &'static [(&str, &str)] = match name {
        "start" | "start time" | "get start time" => {
            &[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "start")]
        }
        "end" | "end time" | "get end time" => {
            &[("jr:preload", "timestamp"), ("type", "dateTime"), ("jr:preloadParams", "end")]
        }
        "today" | "get today" => &[("jr:preload", "date"), ("type", "date"), ("jr:preloadParams", "today")],
        "deviceid" | "device id" | "get device id" | "imei" => property!("deviceid"),
        "subscriberid" | "subscriber id" | "get subscriber id" => property!("subscriberid"),
        "simserial" | "sim id" | "get sim id" => property!("simserial"),
        "phonenumber" | "get phone number" => property!("phonenumber"),
        "username" => property!("username"),
        "email" => property!("email"),
        "uri:subscriberid" => property!("uri:subscriberid"),
        "uri:phonenumber" => property!("uri:phonenumber"),
        "uri:simserial" => property!("uri:simserial"),
        "uri:deviceid" => property!("uri:deviceid"),
        "uri:username" => property!("uri:username"),
        "uri:email" => property!("uri:email"),
        _ => return None,
    };
    Some(shown(Widget::None, bind))
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn endings_are_those_of_files() {
        assert_eq!(ending("places.csv"), ".csv");
        assert_eq!(ending("places"), "");
        assert_eq!(ending("a.b.geojson"), ".geojson");
        assert_eq!(ending("${q1}"), "");
        assert_eq!(ending(".csv"), "");
    }
}
