//! How fast a questionnaire runs: `cargo bench -p xlsform --bench running`.
//!
//! Prints medians for forms of 500, 2,000 and 8,000 questions in which every fourth is calculated and every
//! fifth is shown by a rule, and for a cascading list of 500 rows.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use xlsform::{Environment, Form, FormState};

const ROUNDS: usize = 201;

fn main() {
    for size in [500, 2_000, 8_000] {
        let xml = form(size);
        let parse = median(9, || Form::parse(&xml).map(drop));
        let form = Arc::new(Form::parse(&xml).expect("the form made above"));
        let open = median(9, || drop(open_state(&form)));
        let mut state = open_state(&form);
        let mut round = 0_usize;
        let answer = median(ROUNDS, || {
            round += 1;
            // A different question and a different answer each time.
            let question = (round * 37) % (size - 8);
            let question = question - question % 4;
            state.set_text(&format!("/data/q{question}"), &round.to_string())
        });
        let keys = median(9, || state.page_keys());
        println!(
            "{size} questions: parse {parse:?}, open {open:?}, one answer {answer:?}, page list {keys:?}"
        );
    }
    cascade();
}

/// A list of 500 rows filtered by the answer before it.
fn cascade() {
    let form = Arc::new(Form::parse(&cascading_form(500)).expect("the form made above"));
    let mut state = open_state(&form);
    let mut round = 0_usize;
    let filter = median(ROUNDS, || {
        round += 1;
        state.set_text("/data/country", &format!("c{}", round % 50));
        state.page("/data/city").map(|page| page.controls[0].choices.len())
    });
    println!("500 rows: one answer and the filtered list {filter:?}");
}

fn open_state(form: &Arc<Form>) -> FormState {
    FormState::new(Arc::clone(form), Environment::at("2026-11-23T09:00:00Z".parse().expect("a time")))
}

fn median<T>(rounds: usize, mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
            let start = std::time::Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[rounds / 2]
}

fn wrap(instance: &str, lists: &str, binds: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title><model><instance><data id="t">{instance}</data></instance>{lists}{binds}</model></h:head><h:body>{body}</h:body></h:html>"#
    )
}

fn form(size: usize) -> String {
    let (mut instance, mut binds, mut body) = (String::new(), String::new(), String::new());
    for n in 0..size {
        let _ = write!(instance, "<q{n}/>");
        let before = n - n % 4;
        let rule = match n % 4 {
            3 => format!(r#" calculate="/data/q{before} + /data/q{} * 2""#, n - 1),
            _ if n % 5 == 4 && n > before => format!(r#" relevant="/data/q{before} > 10""#),
            _ => String::new(),
        };
        let _ = write!(binds, r#"<bind nodeset="/data/q{n}" type="int"{rule}/>"#);
        let _ = write!(body, r#"<input ref="/data/q{n}"><label>Question {n}</label></input>"#);
    }
    wrap(&instance, "", &binds, &body)
}

fn cascading_form(rows: usize) -> String {
    let mut list = String::from(r#"<instance id="cities"><root>"#);
    for row in 0..rows {
        let _ = write!(
            list,
            "<item><name>t{row}</name><label>Town {row}</label><country>c{}</country></item>",
            row % 50
        );
    }
    list.push_str("</root></instance>");
    let body = r#"<input ref="/data/country"><label>c</label></input><select1 ref="/data/city"><label>t</label><itemset nodeset="instance('cities')/root/item[country= /data/country ]"><value ref="name"/><label ref="label"/></itemset></select1>"#;
    wrap("<country/><city/>", &list, "", body)
}
