//! What components promise about the values given to them.

use socle_look::components::{
    Assise, Bar, Cell, CheckRow, Choice, DateParts, ErrorSummary, KeptFile, LineKind, Pagination, Prompt,
    Quote, SaveLine, SaveState, Table,
};
use socle_look::{Html, Language};

const TRICKY: &str = "<b>\"O'Neil\" & co</b>\u{200f}👍🏾";

fn shown(component: &impl std::fmt::Display) -> String {
    component.to_string()
}

#[test]
fn typed_words_are_shown_again_escaped() {
    let text = shown(&Prompt::new(Language::Fr, "nom", "Nom").hint(TRICKY).error(Some(TRICKY)).text(TRICKY));
    let area = shown(&Prompt::new(Language::Fr, "recit", "Récit").area(TRICKY));
    let choice = shown(&Prompt::new(Language::Fr, "c", TRICKY).one_of(vec![Choice::new(TRICKY, TRICKY)]));
    let file = KeptFile { name: TRICKY.to_owned(), size: 1, key: TRICKY.to_owned() };
    let file = shown(&Prompt::new(Language::Fr, "f", "F").file().kept(vec![file]));
    let rest = [
        shown(&Quote::new("fr", TRICKY, TRICKY).href(TRICKY)),
        shown(&Cell::link(TRICKY, TRICKY).html),
        shown(&Html::text(TRICKY)),
        shown(&Html::link(TRICKY, TRICKY)),
        shown(&Html::paragraphs(TRICKY)),
        shown(&ErrorSummary::single(Language::Fr, TRICKY)),
    ];
    for html in [text, area, choice, file].into_iter().chain(rest) {
        assert!(!html.contains("<b>"), "{html}");
        assert!(!html.contains("\"O'"), "{html}");
        assert!(html.contains("👍🏾"), "{html}");
    }
}

#[test]
fn a_leading_line_break_typed_is_kept() {
    let html = shown(&Prompt::new(Language::Fr, "recit", "Récit").area("\nDeux"));
    assert!(html.contains(">\n\nDeux</textarea>"), "{html}");
}

#[test]
fn a_password_is_never_shown_again() {
    let html =
        shown(&Prompt::new(Language::Fr, "secret", "Mot de passe").text("s3same!").kind(LineKind::Password));
    assert!(!html.contains("s3same!"));
    assert!(html.contains("type=\"password\""));
}

#[test]
fn the_first_row_of_a_group_bears_its_id() {
    let html = shown(
        &Prompt::new(Language::Fr, "q", "Q")
            .many_of(vec![Choice::new("a", "A"), Choice::new("b", "B").chosen(true)]),
    );
    assert!(html.contains("type=\"checkbox\" id=\"f-q\" name=\"q\" value=\"a\">"), "{html}");
    assert!(html.contains("id=\"f-q.2\" name=\"q\" value=\"b\" checked>"), "{html}");
}

#[test]
fn names_from_questionnaires_make_sound_ids() {
    let prompt = Prompt::new(Language::Fr, "groupe/âge du puits", "Âge");
    assert_eq!((prompt.id.as_str(), prompt.name.as_str()), ("f-groupe--ge-du-puits", "groupe/âge du puits"));
}

#[test]
fn a_date_known_by_its_year_asks_no_more() {
    let html = shown(&Prompt::new(Language::En, "d", "When?").date("", "", "2017").parts(DateParts::Year));
    assert_eq!(html.matches("<input").count(), 1);
    assert!(html.contains("id=\"f-d\" name=\"d-year\" value=\"2017\""), "{html}");
}

#[test]
fn no_fault_gives_no_summary() {
    let fine = Prompt::new(Language::Fr, "nom", "Nom");
    let wrong = Prompt::new(Language::Fr, "mail", "Adresse").error(Some("Écrivez une adresse"));
    assert!(ErrorSummary::of(Language::Fr, [&fine]).is_none());
    let summary = ErrorSummary::of(Language::Fr, [&fine, &wrong]).expect("one fault");
    assert_eq!(summary.errors, [("f-mail".to_owned(), "Écrivez une adresse".to_owned())]);
}

#[test]
fn the_assise_never_draws_more_than_twelve_stones() {
    let html = shown(&Assise::new(Language::Fr, 9, 30, 11));
    assert_eq!(html.matches("<rect").count(), 12);
    assert!(html.contains("+ 38"), "{html}");
    let words = Assise::new(Language::Fr, 7, 3, 0).words().replace('\u{a0}', "~");
    assert_eq!(words, "Repose sur 10 retours~: 7 vérifiés, 3 déclarés");
    assert_eq!(Assise::new(Language::En, 1, 0, 0).words(), "Rests on 1 verified return");
    assert!(!shown(&Assise::new(Language::Fr, 0, 0, 0)).contains("<svg"));
    assert!(
        shown(&Assise::new(Language::Fr, 1, 1, 1).compact())
            .contains("role=\"img\" aria-label=\"Repose sur 3 retours")
    );
}

#[test]
fn bars_stay_within_their_cell() {
    let percent = |count, largest| Bar::of(Language::Fr, "x", count, largest).percent;
    assert_eq!([percent(5, 10), percent(10, 10), percent(20, 10), percent(3, 0)], [50, 100, 100, 100]);
    assert_eq!(percent(0, 0), 0);
}

#[test]
fn a_quote_carries_its_own_language_and_direction() {
    let html = shown(&Quote::new("ar-MR", "نعم", "Coopérative"));
    assert!(html.contains("lang=\"ar-MR\" dir=\"rtl\""), "{html}");
    assert!(shown(&Quote::new("fr", "Oui", "Association")).contains("«\u{a0}Oui\u{a0}»"));
}

#[test]
fn blank_answers_are_said_not_left_white() {
    assert!(CheckRow::new("Q", "  \n", "#").answer.is_none());
    assert!(CheckRow::new("Q", "0", "#").answer.is_some());
}

#[test]
fn one_page_needs_no_pagination() {
    assert_eq!(shown(&Pagination { page: 1, pages: 1, ..Pagination::default() }).trim(), "");
}

#[test]
fn the_save_line_tells_where_answers_are() {
    let line = shown(&SaveLine::new(Language::Fr, SaveState::Sent("R-204".to_owned())));
    assert!(line.contains("Envoyé, n°\u{a0}R-204") || line.contains("Envoyé, n° R-204"), "{line}");
    assert!(shown(&SaveLine::new(Language::En, SaveState::Lost)).contains("Not kept: copy your answers"));
}

#[test]
fn a_wide_table_scrolls_by_itself_and_by_keyboard() {
    let html = shown(&Table { id: "t".to_owned(), caption: "T".to_owned(), ..Table::default() });
    assert!(
        html.starts_with(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"t-caption\">"
        ),
        "{html}"
    );
}

#[test]
fn paragraphs_and_line_breaks_survive() {
    let html = Html::paragraphs("Un\ndeux\n\n\n\n trois <b> \n\n");
    assert_eq!(html.as_str(), "<p>Un<br/>deux</p><p>trois &#60;b&#62;</p>");
}
