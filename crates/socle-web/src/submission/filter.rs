//! The inbox's filter as an address holds it: it can be sent to a colleague, kept, and gone back to.

use socle_domain::submission::{Channel, ReviewStatus};
use socle_store::{InboxFilter, InboxSort, InquiryState};

pub(super) const INBOX: &str = "/bureau/depouillement";

/// The themes of a project, as the default questionnaire lists them.
pub(super) const THEMES: [&str; 12] =
    ["agri", "eah", "edu", "sante", "env", "ener", "entre", "droits", "urb", "social", "cult", "trans"];

/// The kinds of organization, as the default questionnaire lists them.
pub(super) const KINDS: [&str; 10] =
    ["asi", "osc", "fond", "conf", "start", "entr", "univ", "coll", "res", "perso"];

/// The most characters of a criterion that are looked at: an address typed by hand may hold anything.
const MOST: usize = 200;

/// Reads the query of an address. What makes no sense is left out.
pub(super) fn parse(query: Option<&str>) -> InboxFilter {
    let mut filter = InboxFilter { page: 1, ..InboxFilter::default() };
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        let value: String = value.chars().filter(|c| !c.is_control()).take(MOST).collect();
        match &*name {
            "mots" => value.trim().clone_into(&mut filter.words),
            "statut" => filter.status = ReviewStatus::parse(&value),
            "theme" => filter.theme = known(&THEMES, &value),
            "pays" => filter.country = if is_code(&value) { value } else { String::new() },
            "structure" => filter.kind = known(&KINDS, &value),
            "canal" => filter.channel = Channel::parse(&value),
            "tard" => filter.is_late = value == "oui",
            "question" => filter.inquiry = InquiryState::parse(&value),
            "tri" => filter.sort = InboxSort::parse(&value).unwrap_or_default(),
            "sens" => filter.is_turned = value == "inverse",
            "page" => filter.page = value.parse::<i64>().unwrap_or(1).clamp(1, 1_000_000),
            _ => {}
        }
    }
    filter
}

fn known(words: &[&str], value: &str) -> String {
    words.iter().find(|word| **word == value).map(|word| (*word).to_owned()).unwrap_or_default()
}

fn is_code(value: &str) -> bool {
    value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The filter as a query, without its question mark; what is not asked for is left out, and so is the first page.
pub(super) fn query(filter: &InboxFilter) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    };
    put("mots", &filter.words);
    put("statut", filter.status.map_or("", ReviewStatus::word));
    put("theme", &filter.theme);
    put("pays", &filter.country);
    put("structure", &filter.kind);
    put("canal", filter.channel.map_or("", Channel::word));
    put("tard", if filter.is_late { "oui" } else { "" });
    put("question", filter.inquiry.map_or("", InquiryState::word));
    put("tri", if filter.sort == InboxSort::default() { "" } else { filter.sort.word() });
    put("sens", if filter.is_turned { "inverse" } else { "" });
    put("page", &if filter.page > 1 { filter.page.to_string() } else { String::new() });
    query.finish()
}

/// An address followed by the filter.
pub(super) fn after(path: &str, filter: &InboxFilter) -> String {
    let query = query(filter);
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The address of the inbox under a filter.
pub(super) fn address(filter: &InboxFilter) -> String {
    after(INBOX, filter)
}

/// The filter without its page: what leads back to the beginning of a list.
pub(super) fn first_page(filter: &InboxFilter) -> InboxFilter {
    InboxFilter { page: 1, ..filter.clone() }
}

/// Whether anything but the status is asked for.
pub(super) fn narrows(filter: &InboxFilter) -> bool {
    let plain = InboxFilter {
        status: filter.status,
        sort: filter.sort,
        is_turned: filter.is_turned,
        page: filter.page,
        ..InboxFilter::default()
    };
    *filter != plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_its_address() {
        let filter = InboxFilter {
            status: Some(ReviewStatus::Accepted),
            words: "eau & « vive »".to_owned(),
            theme: "eah".to_owned(),
            country: "bf".to_owned(),
            kind: "osc".to_owned(),
            channel: Some(Channel::Paper),
            is_late: true,
            inquiry: Some(InquiryState::Open),
            sort: InboxSort::Organization,
            is_turned: true,
            page: 3,
        };
        assert_eq!(parse(Some(&query(&filter))), filter);
        assert_eq!(query(&parse(None)), "", "nothing asked, nothing written");
        assert!(narrows(&filter) && !narrows(&parse(Some("statut=accepted&page=2&tri=number"))));
    }

    #[test]
    fn absurd_addresses_are_read_as_far_as_they_make_sense() {
        let absurd =
            "statut=nothing&page=-3&theme=x&pays=France&canal=pigeon&tri=&question=%FF&mots=%00%01&mots=";
        assert_eq!(parse(Some(absurd)), InboxFilter { page: 1, ..InboxFilter::default() });
        assert_eq!(parse(Some("statut=accepted&page=99999999999999999999")).page, 1);
        assert_eq!(parse(Some(&format!("mots={}", "a".repeat(9_000)))).words.len(), MOST);
    }
}
