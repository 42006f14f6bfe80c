//! Dates in a questionnaire, in a zone with summer time.

use std::sync::Arc;

use jiff::tz::TimeZone;
use xlsform::xpath::Expr;
use xlsform::{Environment, Form, FormState};

const FORM: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>t</h:title><model><instance><data id="t"><day>2024-07-01</day><at>2024-07-01T23:20:30.000+02:00</at><shown/></data></instance><bind nodeset="/data/day" type="date"/><bind nodeset="/data/at" type="dateTime"/><bind nodeset="/data/shown" type="string" calculate="today()"/></model></h:head><h:body><input ref="/data/day"><label>d</label></input></h:body></h:html>"#;

fn state(zone: &str, now: &str) -> FormState {
    let mut environment = Environment::at(now.parse().expect("a timestamp"));
    environment.zone = TimeZone::get(zone).expect("a zone");
    "fr".clone_into(&mut environment.locale);
    FormState::new(Arc::new(Form::parse(FORM).expect("a form")), environment)
}

fn value(state: &FormState, expr: &str) -> String {
    state.evaluate(&Expr::parse(expr).expect("an expression"), "/data/day").expect("a value")
}

#[test]
fn days_between_dates_are_whole_across_summer_time() {
    for zone in ["Europe/Paris", "America/Bogota", "Pacific/Auckland"] {
        let state = state(zone, "2026-11-23T09:00:00Z");
        assert_eq!(value(&state, "/data/day - date('2024-01-01')"), "182", "{zone}");
        assert_eq!(value(&state, "int((date('2024-04-01') - date('2024-03-30')))"), "2", "{zone}");
        assert_eq!(value(&state, "string(date(/data/day + 1))"), "2024-07-02", "{zone}");
        assert_eq!(value(&state, "number(/data/day)"), "19905", "{zone}");
        assert_eq!(
            value(&state, "/data/day < date('2024-07-02') and /data/day = '2024-07-01'"),
            "true",
            "{zone}"
        );
    }
}

#[test]
fn today_is_that_of_the_respondent() {
    // Half past eleven in the evening in Paris is already tomorrow in Auckland.
    let now = "2026-11-23T22:30:00Z";
    assert_eq!(value(&state("Europe/Paris", now), "string(today())"), "2026-11-23");
    assert_eq!(value(&state("Pacific/Auckland", now), "string(today())"), "2026-11-24");
    let shown = state("Europe/Paris", now).value("/data/shown");
    assert_eq!(
        shown.as_deref(),
        Some("2026-11-23T00:00:00.000+01:00"),
        "a text keeps the zone, as in JavaRosa"
    );
}

#[test]
fn moments_are_shown_on_the_respondents_clock() {
    let paris = state("Europe/Paris", "2026-11-23T09:00:00Z");
    assert_eq!(value(&paris, "format-date-time(/data/at, '%e %b %Y %H:%M')"), "1 juil. 2024 23:20");
    assert_eq!(value(&paris, "format-date(/data/day, '%a %d/%m/%y')"), "lun. 01/07/24");
    assert_eq!(value(&paris, "decimal-date-time('2024-07-01T12:00:00Z')"), "19905.5");
    assert_eq!(value(&paris, "concat('le ', /data/at)"), "le 2024-07-01");
    let bogota = state("America/Bogota", "2026-11-23T09:00:00Z");
    assert_eq!(value(&bogota, "format-date-time(/data/at, '%H:%M')"), "16:20");
}
