//! Turns a form written as Markdown tables into a small XForm: enough of XLSForm for the cases of this folder.

use std::collections::BTreeMap;
use std::fmt::Write;

/// One row of a table, by column.
type Row = BTreeMap<String, String>;

/// The tables of a Markdown text, by the name in their first cell.
pub(crate) fn tables(text: &str) -> BTreeMap<String, Vec<Row>> {
    let mut tables: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let (mut name, mut header): (String, Vec<String>) = (String::new(), Vec::new());
    for line in text.lines().filter(|line| line.starts_with('|') && !line.starts_with("|-")) {
        let cells: Vec<String> =
            line.trim().trim_matches('|').split(" | ").map(|c| c.trim().to_owned()).collect();
        if let [only] = cells.as_slice() {
            name.clone_from(only);
            header.clear();
        } else if header.is_empty() {
            header = cells;
        } else {
            let row = header.iter().cloned().zip(cells).filter(|(_, cell)| !cell.is_empty()).collect();
            tables.entry(name.clone()).or_default().push(row);
        }
    }
    tables
}

/// The parts of an XForm as they grow.
#[derive(Default)]
struct Parts {
    instance: String,
    binds: String,
    body: String,
    /// The open groups and repeats.
    above: Vec<String>,
    paths: BTreeMap<String, String>,
}

/// An XForm and the path of each question.
pub(crate) fn xform(survey: &[Row], choices: &[Row]) -> (String, BTreeMap<String, String>) {
    let paths = paths(survey);
    let mut parts = Parts { paths, ..Parts::default() };
    for row in survey {
        parts.add(row);
    }
    let Parts { instance, binds, body, paths, .. } = parts;
    let lists = lists(choices);
    let xml = format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance><data id="t">{instance}</data></instance>{lists}{binds}</model></h:head><h:body>{body}</h:body></h:html>"#
    );
    (xml, paths)
}

fn paths(survey: &[Row]) -> BTreeMap<String, String> {
    let mut above = vec!["/data".to_owned()];
    let mut paths = BTreeMap::new();
    for row in survey {
        let (kind, name) = (cell(row, "type"), cell(row, "name"));
        if kind.starts_with("end") {
            above.pop();
            continue;
        }
        let path = format!("{}/{name}", above.last().map_or("", String::as_str));
        paths.insert(name.to_owned(), path.clone());
        if kind.starts_with("begin") {
            above.push(path);
        }
    }
    paths
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).map_or("", String::as_str)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

impl Parts {
    fn expr(&self, text: &str) -> String {
        let named =
            |text: String, (name, path): (&String, &String)| text.replace(&format!("${{{name}}}"), path);
        escaped(&self.paths.iter().fold(text.to_owned(), named))
    }

    fn add(&mut self, row: &Row) {
        let (kind, name) = (cell(row, "type").to_owned(), cell(row, "name").to_owned());
        match kind.as_str() {
            "begin group" | "begin repeat" => self.open(&kind, &name, row),
            "end group" | "end repeat" => self.close(&kind),
            _ => self.ask(&kind, &name, row),
        }
    }

    fn open(&mut self, kind: &str, name: &str, row: &Row) {
        let path = self.paths[name].clone();
        let appearance = cell(row, "appearance");
        let label = escaped(cell(row, "label"));
        let _ = write!(self.instance, "<{name}>");
        let _ = write!(self.body, r#"<group ref="{path}" appearance="{appearance}"><label>{label}</label>"#);
        if kind == "begin repeat" {
            let count = self.expr(cell(row, "repeat_count"));
            let count = if count.is_empty() { count } else { format!(r#" jr:count="{count}""#) };
            let _ = write!(self.body, r#"<repeat nodeset="{path}"{count}>"#);
        }
        self.bind(&path, "", row);
        self.above.push(name.to_owned());
    }

    fn close(&mut self, kind: &str) {
        let name = self.above.pop().expect("an open group");
        let _ = write!(self.instance, "</{name}>");
        self.body.push_str(if kind == "end repeat" { "</repeat></group>" } else { "</group>" });
    }

    fn ask(&mut self, kind: &str, name: &str, row: &Row) {
        let path = self.paths[name].clone();
        let _ = write!(self.instance, "<{name}>{}</{name}>", escaped(cell(row, "default")));
        let (word, list) = kind.split_once(' ').unwrap_or((kind, ""));
        let data_type = match word {
            "integer" => "int",
            "decimal" | "date" | "time" | "dateTime" => word,
            _ => "string",
        };
        self.bind(&path, data_type, row);
        let (tag, inside) = match word {
            "calculate" => return,
            "select_one" => ("select1", self.itemset(list, row)),
            "select_multiple" => ("select", self.itemset(list, row)),
            _ => ("input", String::new()),
        };
        let label = self.expr(cell(row, "label"));
        let label = label.replace("[[", r#"<output value=""#).replace("]]", r#""/>"#);
        let _ = write!(self.body, r#"<{tag} ref="{path}"><label>{label}</label>{inside}</{tag}>"#);
    }

    fn itemset(&self, list: &str, row: &Row) -> String {
        let filter = self.expr(cell(row, "choice_filter"));
        let filter = if filter.is_empty() { filter } else { format!("[{filter}]") };
        format!(
            r#"<itemset nodeset="instance('{list}')/root/item{filter}"><value ref="name"/><label ref="label"/></itemset>"#
        )
    }

    fn bind(&mut self, path: &str, data_type: &str, row: &Row) {
        let _ = write!(self.binds, r#"<bind nodeset="{path}" type="{data_type}""#);
        let columns = [
            ("relevant", "relevant"),
            ("constraint", "constraint"),
            ("calculation", "calculate"),
            ("required", "required"),
            ("readonly", "readonly"),
        ];
        for (column, attribute) in columns {
            let text = cell(row, column);
            if !text.is_empty() {
                let expr = if text == "yes" { "true()".to_owned() } else { self.expr(text) };
                let _ = write!(self.binds, r#" {attribute}="{expr}""#);
            }
        }
        let message = cell(row, "constraint_message");
        if !message.is_empty() {
            let _ = write!(self.binds, r#" jr:constraintMsg="{}""#, escaped(message));
        }
        self.binds.push_str("/>");
    }
}

fn lists(choices: &[Row]) -> String {
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    for row in choices {
        let list = lists.entry(cell(row, "list_name")).or_default();
        list.push_str("<item>");
        for (column, text) in row.iter().filter(|(column, _)| *column != "list_name") {
            let _ = write!(list, "<{column}>{}</{column}>", escaped(text));
        }
        list.push_str("</item>");
    }
    lists.iter().fold(String::new(), |mut xml, (name, items)| {
        let _ = write!(xml, r#"<instance id="{name}"><root>{items}</root></instance>"#);
        xml
    })
}
