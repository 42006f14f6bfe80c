//! The fields of a working copy: one per line of the header, one per block. What was typed is read, met with what
//! someone else has saved meanwhile, and shown again.

use crate::fields::Fields;
use socle_domain::{
    country, fold,
    guide::{BLOCK_MOST, Body, Citation, GuideKind, HeaderField, TypedHeader},
};
use socle_store::GuideDraft;
use std::collections::BTreeMap;

/// The most characters of a field of the header that are kept, right or not.
const KEPT_MOST: usize = 2_000;

/// The name of a field of the header, in the form.
pub(super) fn header_name(field: HeaderField) -> String {
    format!("h-{}", field.key())
}

/// The name of the field of a block, in the form.
pub(super) fn block_name(key: &str) -> String {
    format!("b-{key}")
}

/// What was typed in each field, by the name of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Typed(BTreeMap<String, String>);

/// A field that two people changed differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clash {
    /// The name of the field.
    pub(super) name: String,
    /// What the other one saved.
    pub(super) saved: String,
}

/// The fields of a kind of guide, in the order of the form.
fn names(kind: GuideKind) -> impl Iterator<Item = String> {
    let blocks = kind.blocks().iter().map(|spec| block_name(spec.key));
    HeaderField::ALL.into_iter().map(header_name).chain(blocks)
}

impl Typed {
    /// What the form of a guide sent. Several values of a list become one, and names of countries their codes.
    pub(super) fn read(kind: GuideKind, fields: &Fields) -> Self {
        let value = |name: String| {
            let all: Vec<&str> = fields.all(&name).collect();
            let typed = match all.as_slice() {
                _ if name == header_name(HeaderField::Countries) => countries(fields.get(&name)),
                [one] => (*one).to_owned(),
                several => several.join(" "),
            };
            (name, typed)
        };
        Self::of(kind, names(kind).map(value))
    }

    /// What a working copy holds.
    pub(super) fn saved(kind: GuideKind, draft: &GuideDraft) -> Self {
        let header = draft.header.iter().map(|(field, value)| (header_name(field), value.to_owned()));
        let body = draft.body.iter().map(|(spec, text)| (block_name(spec.key), text.to_owned()));
        Self::of(kind, header.chain(body))
    }

    /// Both ways lead through the notations that are stored, so that the same text is the same.
    fn of(kind: GuideKind, typed: impl Iterator<Item = (String, String)>) -> Self {
        let typed: BTreeMap<String, String> = typed.collect();
        let get = |name: String| typed.get(&name).map(String::as_str).unwrap_or_default();
        let mut header = TypedHeader::default();
        for field in HeaderField::ALL {
            header.set(field, get(header_name(field)));
        }
        let mut body = Body::new(kind);
        for spec in kind.blocks() {
            body.set(spec.key, get(block_name(spec.key)));
        }
        let header = header.iter().map(|(field, value)| (header_name(field), value.to_owned()));
        let body = body.iter().map(|(spec, text)| (block_name(spec.key), text.to_owned()));
        Self(header.chain(body).collect())
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn header(&self) -> TypedHeader {
        let mut header = TypedHeader::default();
        for field in HeaderField::ALL {
            header.set(field, self.get(&header_name(field)));
        }
        header
    }

    pub(super) fn body(&self, kind: GuideKind) -> Body {
        let mut body = Body::new(kind);
        for spec in kind.blocks() {
            body.set(spec.key, self.get(&block_name(spec.key)));
        }
        body
    }

    /// Adds a citation at the end of a block: under its last sentence.
    pub(super) fn cite(&mut self, block: &str, citation: Citation) {
        let text = self.0.entry(block_name(block)).or_default();
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&citation.to_string());
    }

    /// Takes in what someone else has saved since the page was shown: their words where only they changed a field,
    /// ours where only we did, and the fields that both changed differently.
    pub(super) fn meet(&mut self, kind: GuideKind, fields: &Fields, saved: &Self) -> Vec<Clash> {
        let mut clashes = Vec::new();
        for name in names(kind) {
            let (ours, theirs, shown) = (self.get(&name), saved.get(&name), fields.get(&seen_name(&name)));
            if ours == theirs || mark(theirs) == shown {
                continue;
            }
            if mark(ours) == shown {
                self.0.insert(name.clone(), theirs.to_owned());
            } else {
                clashes.push(Clash { saved: theirs.to_owned(), name });
            }
        }
        clashes
    }

    /// The fields that are too long to be kept, each with the most that is.
    pub(super) fn too_long(&self) -> Vec<(String, usize)> {
        let most = |name: &str| if name.starts_with("b-") { BLOCK_MOST } else { KEPT_MOST };
        let long = |(name, value): (&String, &String)| {
            (value.chars().count() > most(name)).then(|| (name.clone(), most(name)))
        };
        self.0.iter().filter_map(long).collect()
    }
}

/// The hidden field that says what a field held when the page was shown.
pub(super) fn seen_name(name: &str) -> String {
    format!("vu-{name}")
}

/// A short mark of a text, by which two of them are told apart (FNV-1a).
pub(super) fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Names of countries as their codes, separated by commas; what no list knows stays as it was typed.
fn countries(typed: &str) -> String {
    let code = |name: &str| {
        let wanted = fold::folded(name);
        let known = country::all().iter().find(|country| {
            country.code == wanted
                || fold::folded(country.french) == wanted
                || fold::folded(country.english) == wanted
        });
        known.map_or_else(|| name.to_owned(), |country| country.code.to_owned())
    };
    let names = typed.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(code).collect::<Vec<_>>().join(", ")
}

/// Codes of countries as their names, as they are typed.
pub(super) fn country_names(codes: &str, language: &str) -> String {
    let name = |code: &str| {
        let known = country::all().iter().find(|country| country.code == code);
        known
            .map_or(code, |country| if language == "en" { country.english } else { country.french })
            .to_owned()
    };
    codes.split(',').map(str::trim).filter(|code| !code.is_empty()).map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(typed: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in typed {
            fields.push((*name).to_owned(), (*value).to_owned());
        }
        fields
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::read(GuideKind::Tool, &fields(pairs))
    }

    #[test]
    fn two_editors_of_two_blocks_both_keep_their_words() {
        let shown = fields(&[("vu-b-uses", &mark("avant")), ("vu-b-exit", &mark(""))]);
        let mut ours = typed(&[("b-uses", "après"), ("b-exit", "")]);
        let theirs = typed(&[("b-uses", "avant"), ("b-exit", "le cahier")]);
        assert_eq!(ours.meet(GuideKind::Tool, &shown, &theirs), []);
        assert_eq!((ours.get("b-uses"), ours.get("b-exit")), ("après", "le cahier"));
    }

    #[test]
    fn two_editors_of_one_block_are_told() {
        let shown = fields(&[("vu-b-uses", &mark("avant"))]);
        let mut ours = typed(&[("b-uses", "après")]);
        let theirs = typed(&[("b-uses", "autrement")]);
        let clash = Clash { name: "b-uses".to_owned(), saved: "autrement".to_owned() };
        assert_eq!(ours.meet(GuideKind::Tool, &shown, &theirs), [clash]);
        assert_eq!(ours.get("b-uses"), "après");
    }

    #[test]
    fn countries_are_typed_by_their_names() {
        let typed = typed(&[("h-countries", "Burkina Faso, senegal, Atlantide")]);
        assert_eq!(typed.get("h-countries"), "bf, sn, Atlantide");
        assert_eq!(country_names("bf, sn, Atlantide", "fr"), "Burkina Faso, Sénégal, Atlantide");
    }

    #[test]
    fn a_citation_goes_under_the_last_sentence() {
        let mut typed = typed(&[("b-uses", "Une phrase.")]);
        typed.cite("uses", Citation::parse("r204:3").unwrap());
        assert_eq!(typed.get("b-uses"), "Une phrase. [@r204:3]");
    }
}
