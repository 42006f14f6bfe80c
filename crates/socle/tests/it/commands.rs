//! Help, first steps, settings, doctor.

use crate::program::Place;
use std::os::unix::fs::PermissionsExt as _;

#[test]
fn the_help_of_every_command_has_an_example_of_its_own() {
    let place = Place::new();
    let overview = place.done(&["--help"]);
    for word in ["Exit codes:", "socle serve", "socle doctor"] {
        assert!(overview.contains(word), "{word}");
    }
    for command in
        ["serve", "init", "backup", "restore", "export", "migrate", "doctor", "user", "questionnaire"]
    {
        assert!(overview.contains(&format!("\n  {command} ")), "{command} is not in the overview");
        let help = place.done(&[command, "--help"]);
        let examples = help.split_once("Example").expect(command).1;
        assert!(examples.contains(&format!("socle {command}")), "{command}: {help}");
    }
    for verb in ["add", "list", "role", "password"] {
        let help = place.done(&["user", verb, "--help"]);
        assert!(help.contains(&format!("socle user {verb}")), "{verb}: {help}");
    }
}

#[test]
fn what_cannot_be_understood_ends_with_2() {
    let place = Place::new();
    place.refused(2, &["surve"]);
    place.refused(2, &["backup"]);
    place.refused(
        2,
        &["user", "add", "--email", "awa@example.org", "--name", "Awa", "--role", "king", "--every-study"],
    );
}

#[test]
fn a_second_init_changes_nothing_and_says_what_is_there() {
    let (place, _) = Place::founded();
    let key = std::fs::read(place.data().join("key")).unwrap();
    let out = place.done(&["init", "--email", "other@example.org"]);
    assert!(out.contains("there already") && out.contains("/e/trois-questions"), "{out}");
    assert!(!out.contains("Password"), "{out}");
    assert_eq!(std::fs::read(place.data().join("key")).unwrap(), key);
}

#[test]
fn init_without_a_terminal_asks_for_the_flag_and_makes_nothing() {
    let place = Place::new();
    let err = place.refused(1, &["init"]);
    assert!(err.contains("--generate-password"), "{err}");
    assert!(!place.data().exists());
}

#[test]
fn the_data_folder_is_for_its_owner_alone() {
    let (place, _) = Place::founded();
    let mode = |name: &str| place.path(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("socle-data"), 0o700);
    assert_eq!(mode("socle-data/key"), 0o600);
    assert_eq!(std::fs::read_to_string(place.path("socle-data/key")).unwrap().trim().len(), 64);
}

#[test]
fn a_database_without_its_key_is_not_given_another() {
    let (place, _) = Place::founded();
    std::fs::remove_file(place.data().join("key")).unwrap();
    for command in ["serve", "init", "doctor"] {
        let said = place.run(&[command, "--listen", "127.0.0.1:0"]);
        assert_eq!(said.code, 1, "{command}");
        assert!(
            format!("{}{}", said.out, said.err).contains("no key"),
            "{command}: {} {}",
            said.out,
            said.err
        );
    }
    assert!(!place.data().join("key").exists());
}

#[test]
fn a_founding_cut_short_is_taken_up_again() {
    let (place, _) = Place::founded();
    // The key is written before the database has tables: this is what a power cut in between leaves.
    for file in ["socle.sqlite", "socle.sqlite-wal", "socle.sqlite-shm"] {
        let _not_there = std::fs::remove_file(place.data().join(file));
    }
    std::fs::write(place.data().join("socle.sqlite"), "").unwrap();
    let out = place.done(&["init", "--email", "awa@example.org", "--generate-password"]);
    assert!(out.contains("Password"), "{out}");
    place.done(&["doctor"]);
}

#[test]
fn a_first_start_cut_short_is_taken_up_again_too() {
    let (place, _) = Place::founded();
    std::fs::write(place.data().join("socle.sqlite"), "").unwrap();
    let server = place.serve(&[]);
    assert!(
        server.greeting.contains("First start") && server.greeting.contains("Password"),
        "{}",
        server.greeting
    );
}

#[test]
fn bad_settings_are_refused_in_one_sentence_with_their_source() {
    let place = Place::new();
    let err = place.refused(1, &["doctor", "--listen", "nowhere"]);
    assert_eq!(err, "socle: --listen: \"nowhere\" is not an address and a port such as 127.0.0.1:8017.\n");
    let place = place.with("SOCLE_LOG", "lots".to_owned());
    let err = place.refused(1, &["doctor"]);
    assert!(err.starts_with("socle: SOCLE_LOG: \"lots\" is not error, warn"), "{err}");
    let place = Place::new();
    std::fs::create_dir(place.data()).unwrap();
    std::fs::write(place.data().join("socle.toml"), "# ours\ntrust_poxy = true\n").unwrap();
    let err = place.refused(1, &["serve"]);
    assert!(err.ends_with(
        "socle.toml, line 2: there is no setting \"trust_poxy\"; the nearest is \"trust_proxy\".\n"
    ));
}

#[test]
fn doctor_says_where_each_setting_came_from_and_that_all_is_well() {
    let (place, _) = Place::founded();
    std::fs::write(place.data().join("socle.toml"), "listen = \"127.0.0.1:1\"\n").unwrap();
    let place = place.with("SOCLE_ADDRESS", "http://127.0.0.1:1/".to_owned());
    let out = place.done(&["doctor", "--log", "error"]);
    for line in
        ["127.0.0.1:1 (./socle-data/socle.toml, line 1)", "http://127.0.0.1:1 (SOCLE_ADDRESS)", "(--log)"]
    {
        assert!(out.contains(line), "{line}: {out}");
    }
    assert!(out.contains("Nothing must be fixed."), "{out}");
    let report: serde_json::Value =
        serde_json::from_str(&place.done(&["doctor", "--format", "json"])).unwrap();
    let names: Vec<_> = report["checks"].as_array().unwrap().iter().map(|check| &check["name"]).collect();
    assert_eq!(
        names,
        [
            "clock",
            "folder",
            "key",
            "ledger",
            "disk",
            "database",
            "migrations",
            "jobs",
            "letters",
            "reachable"
        ]
    );
}

#[test]
fn doctor_finds_what_is_broken_and_mends_nothing_by_itself() {
    let (place, _) = Place::founded();
    let key = place.data().join("key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    std::fs::remove_file(place.data().join("erasures.ledger")).unwrap();
    for _ in 0..2 {
        let said = place.run(&["doctor"]);
        assert_eq!(said.code, 1);
        assert!(said.out.contains("chmod 600") && said.out.contains("docs/settings.md#key"), "{}", said.out);
        assert!(said.out.contains("erasures.ledger is missing"), "{}", said.out);
    }
    assert!(Place::new().run(&["doctor"]).out.contains("socle init"));
}

#[test]
fn a_damaged_database_is_the_machines_fault() {
    let (place, _) = Place::founded();
    std::fs::write(place.data().join("socle.sqlite"), "this was a database once, and is not one any more")
        .unwrap();
    let err = place.refused(3, &["migrate"]);
    assert!(err.contains("opening the database"), "{err}");
    assert_eq!(place.run(&["doctor"]).code, 1);
}

#[test]
fn a_survey_is_written_into_a_file_for_its_owner_alone() {
    let (place, _) = Place::founded();
    let out = place.done(&["export", "--survey", "trois-questions", "--output", "retours.xlsx"]);
    assert!(out.contains("0 returns"), "{out}");
    let made = std::fs::read(place.path("retours.xlsx")).unwrap();
    assert_eq!(&made[..2], b"PK");
    assert_eq!(place.path("retours.xlsx").metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let again = place.refused(1, &["export", "--survey", "trois-questions", "--output", "retours.xlsx"]);
    assert!(again.contains("--force"), "{again}");
    let table = ["export", "--survey", "trois-questions", "--what", "returns", "--output", "retours.csv"];
    place.done(&table);
    let made = std::fs::read_to_string(place.path("retours.csv")).unwrap();
    assert!(made.starts_with("\u{feff}retour;recu;"), "{made}");
    let err = place.refused(1, &["export", "--survey", "rien", "--output", "rien.xlsx"]);
    assert!(err.contains("there is no survey"), "{err}");
    let err = place.refused(1, &["export", "--survey", "trois-questions", "--output", "retours.pdf"]);
    assert!(err.contains("*.xlsx"), "{err}");
    assert!(
        !place.path("rien.xlsx").exists() && !place.path("rien.xlsx.part").exists(),
        "nothing is left of it"
    );
}
