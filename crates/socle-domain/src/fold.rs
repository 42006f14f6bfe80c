//! Words without case and accents, so that « Évaluation » is found by typing « evaluation ».

/// The form in which two spellings of a text meet: lower case, no accents, ligatures opened, straight apostrophes, and
/// one space for each run of blanks.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold(c, &mut out);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text, folded: runs of letters and digits.
pub fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What organizations put around their name and leave out as easily.
const AROUND: [&str; 24] = [
    "association",
    "asso",
    "ong",
    "ngo",
    "asbl",
    "onlus",
    "fondation",
    "foundation",
    "the",
    "le",
    "la",
    "les",
    "l",
    "d",
    "de",
    "du",
    "des",
    "et",
    "and",
    "of",
    "for",
    "pour",
    "a",
    "au",
];

/// The key under which two spellings of an organization's name are one: its words, folded, without those that are
/// left out as easily as they are put in. Empty when there is no name.
pub fn organization_key(name: &str) -> String {
    let words = words(name);
    let telling: Vec<_> = words.iter().filter(|word| !AROUND.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words.join(" ") } else { telling.join(" ") }
}

/// Writes the folded form of one character.
pub(crate) fn fold(c: char, out: &mut String) {
    for lower in c.to_lowercase() {
        match plain(lower) {
            Some(letters) => out.push_str(letters),
            None if is_mark(lower) => {}
            None => out.push(lower),
        }
    }
}

/// Accents that stand by themselves after their letter.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Latin letters of European and African spellings without what distinguishes them.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ɓ' => "b",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ɗ' | 'ɖ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ɛ' | 'ẹ' | 'ẽ' => "e",
        'ƒ' => "f",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' | 'ƙ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' | 'ɲ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ɔ' | 'ọ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ƴ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '\u{2019}' | '\u{2018}' | '\u{2bc}' | '\u{2032}' => "'",
        '\u{2010}' | '\u{2011}' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet() {
        assert_eq!(folded("  L’Œuvre\u{a0}ÉVALUÉE\n à Ségou "), "l'oeuvre evaluee a segou");
        assert_eq!(folded("e\u{301}te\u{301}"), "ete", "accents that stand by themselves");
        assert_eq!(folded("Ɓoggol ŋani"), "boggol nani");
        assert_eq!(folded("تقرير 水"), "تقرير 水", "other scripts stay as they are");
        assert_eq!(words("L'eau, c'est (vraiment) 2017 !"), ["l", "eau", "c", "est", "vraiment", "2017"]);
    }

    #[test]
    fn names_of_organizations_meet_without_what_surrounds_them() {
        for spelling in
            ["Eau Vive Sahel", "Association Eau-Vive Sahel", "ONG « EAU VIVE » du Sahel", "L’eau vive  sahel"]
        {
            assert_eq!(organization_key(spelling), "eau vive sahel", "{spelling}");
        }
        assert_eq!(
            organization_key("L'Association"),
            "l association",
            "a name of such words alone keeps them"
        );
        assert_eq!(organization_key(" — "), "");
    }
}
