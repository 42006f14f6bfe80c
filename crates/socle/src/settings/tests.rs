use super::*;

fn variables(pairs: &[(&'static str, &str)]) -> Variables {
    pairs.iter().map(|(name, value)| (*name, Ok((*value).to_owned()))).collect()
}

fn in_folder(folder: &Path) -> Flags {
    Flags { data_dir: Some(folder.display().to_string()), ..Flags::default() }
}

#[test]
fn a_flag_wins_over_a_variable_which_wins_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("socle.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\ntrust_proxy = true\nlog = \"warn\"\n").unwrap();
    let environment = variables(&[("SOCLE_LISTEN", "127.0.0.1:2"), ("SOCLE_LOG", "debug")]);
    let flags = Flags { listen: Some("127.0.0.1:3".to_owned()), ..in_folder(folder.path()) };
    let settings = Settings::resolve(&flags, &environment).unwrap();
    assert_eq!(settings.listen.value.port(), 3);
    assert_eq!(settings.listen.source, Source::Flag("--listen"));
    assert_eq!(settings.log.unwrap().source, Source::Variable("SOCLE_LOG"));
    assert_eq!(settings.trusts_proxy, Sourced { value: true, source: Source::File(file, 2) });
}

#[test]
fn without_a_word_the_defaults_hold() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings::resolve(&in_folder(folder.path()), &Variables::new()).unwrap();
    assert_eq!(settings.listen.value.to_string(), LISTEN.default);
    assert_eq!(settings.address_at(settings.listen.value), "http://127.0.0.1:8017");
    assert_eq!(settings.address_at("0.0.0.0:80".parse().unwrap()), "http://localhost:80");
    assert!(matches!(&settings.database.value, Database::Sqlite(path) if path.ends_with("socle.sqlite")));
    assert!(!settings.trusts_proxy.value);
}

#[test]
fn a_bad_value_is_refused_in_one_sentence_that_names_its_source() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |name, value| {
        Settings::resolve(&in_folder(folder.path()), &variables(&[(name, value)])).unwrap_err().to_string()
    };
    assert_eq!(
        refused("SOCLE_LISTEN", "8017"),
        "SOCLE_LISTEN: \"8017\" is not an address and a port such as 127.0.0.1:8017."
    );
    assert_eq!(
        refused("SOCLE_TRUST_PROXY", "perhaps"),
        "SOCLE_TRUST_PROXY: \"perhaps\" is neither true nor false."
    );
    assert_eq!(refused("SOCLE_LOG_FORMAT", "xml"), "SOCLE_LOG_FORMAT: \"xml\" is neither text nor json.");
    assert!(refused("SOCLE_LOG", "inof").starts_with("SOCLE_LOG: \"inof\" is not error, warn"));
    let secret = refused("DATABASE_URL", "mysql://socle:hunter2@db/socle");
    assert!(secret.starts_with("DATABASE_URL: the value is not") && !secret.contains("hunter2"), "{secret}");
    std::fs::write(folder.path().join("socle.toml"), "\naddress = \"socle.example.org\"").unwrap();
    let refused = Settings::resolve(&in_folder(folder.path()), &Variables::new()).unwrap_err().to_string();
    assert!(refused.contains("socle.toml, line 2: \"socle.example.org\" is not an address"), "{refused}");
}

#[test]
fn a_value_that_is_not_text_is_refused() {
    let environment = Variables::from([("SOCLE_LOG", Err(NotUtf8))]);
    let refused = Settings::resolve(&Flags::default(), &environment).unwrap_err();
    assert_eq!(refused.to_string(), "SOCLE_LOG: the value is not UTF-8 text.");
}

#[test]
fn the_data_folder_may_be_named_by_a_file_outside_it_only() {
    let folder = tempfile::tempdir().unwrap();
    let outside = folder.path().join("elsewhere.toml");
    std::fs::write(&outside, "data_dir = \"/var/lib/socle\"").unwrap();
    let flags = Flags { config: Some(outside.clone()), ..Flags::default() };
    let settings = Settings::resolve(&flags, &Variables::new()).unwrap();
    assert_eq!(settings.data_dir.value, PathBuf::from("/var/lib/socle"));
    std::fs::rename(&outside, folder.path().join("socle.toml")).unwrap();
    let refused = Settings::resolve(&in_folder(folder.path()), &Variables::new()).unwrap_err();
    assert!(refused.to_string().contains("cannot be set by a file inside the data folder"), "{refused}");
    let flags = Flags { config: Some(outside), ..Flags::default() };
    let refused = Settings::resolve(&flags, &Variables::new()).unwrap_err();
    assert!(refused.to_string().starts_with("--config: there is no file"), "{refused}");
}

#[test]
fn addresses_are_kept_as_browsers_write_them() {
    assert_eq!(parse::address("HTTPS://Socle.Example.org:443/").unwrap(), "https://socle.example.org");
    assert_eq!(parse::address("http://localhost:8017").unwrap(), "http://localhost:8017");
    for wrong in
        ["", "socle.example.org", "ftp://a.b", "https://", "https://a.b/c", "https://u@a.b", "https://:80"]
    {
        assert!(parse::address(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn no_password_is_ever_shown() {
    for (address, shown) in [
        (
            "postgres://socle:hunter2@db.example:5432/socle?sslmode=require",
            "postgres://socle@db.example:5432/socle",
        ),
        ("postgres://db/socle?password=hunter2", "postgres://db/socle"),
        ("postgres://socle:hun@ter2@db/socle", "postgres://socle@db/socle"),
    ] {
        assert_eq!(parse::without_password(&Database::Postgres(address.to_owned())), shown);
    }
}

#[test]
fn a_mail_server_needs_to_be_told_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let resolve = |pairs: &[(&'static str, &str)]| {
        Settings::resolve(&in_folder(folder.path()), &variables(pairs)).map_err(|error| error.to_string())
    };
    assert!(resolve(&[]).unwrap().mail.mail.is_none());
    let (host, from) = (("SOCLE_SMTP_HOST", "mail.example.org"), ("SOCLE_SMTP_FROM", "etude@example.org"));
    let mail = resolve(&[host, from]).unwrap().mail.mail.unwrap();
    assert_eq!((mail.port, mail.security), (587, Security::StartTls));
    let clear = ("SOCLE_SMTP_SECURITY", "none");
    assert_eq!(resolve(&[host, from, clear]).unwrap().mail.mail.unwrap().port, 25);
    assert!(resolve(&[host]).unwrap_err().contains("--smtp-from"));
    let (user, password) = (("SOCLE_SMTP_USER", "etude"), ("SOCLE_SMTP_PASSWORD", "hunter2"));
    assert!(resolve(&[host, from, user]).unwrap_err().contains("SOCLE_SMTP_PASSWORD"));
    assert!(resolve(&[host, from, password]).unwrap_err().contains("--smtp-user"));
    let refused = resolve(&[host, from, user, password, clear]).unwrap_err();
    assert!(refused.contains("in clear") && !refused.contains("hunter2"), "{refused}");
    let settings = resolve(&[host, from, user, password]).unwrap();
    let shown = format!("{:?} {settings:?}", settings.shown());
    assert!(!shown.contains("hunter2"), "{shown}");
    for (name, value) in [
        ("SOCLE_SMTP_PORT", "0"),
        ("SOCLE_SMTP_SECURITY", "ssl"),
        ("SOCLE_SMTP_HOST", "mail.example.org:25"),
        ("SOCLE_SMTP_FROM", "a@b.org, c@d.org"),
    ] {
        assert!(resolve(&[host, from, (name, value)]).is_err(), "{name} {value}");
    }
}

#[test]
fn a_port_may_be_a_number_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let text = "smtp_host = \"localhost\"\nsmtp_port = 2525\nsmtp_from = \"a@example.org\"\n";
    std::fs::write(folder.path().join("socle.toml"), text).unwrap();
    let settings = Settings::resolve(&in_folder(folder.path()), &Variables::new()).unwrap();
    assert_eq!(settings.mail.mail.unwrap().port, 2525);
}

/// The rows of the table in `docs/settings.md`: flag, variable, key, default.
fn documented(text: &str) -> Vec<[String; 4]> {
    text.lines()
        .filter(|line| line.starts_with("| `--") && !line.starts_with("| `--config`"))
        .map(|line| {
            let cells: Vec<_> = line.split('|').map(|cell| cell.trim().replace('`', "")).collect();
            [cells[1].clone(), cells[2].clone(), cells[3].clone(), cells[4].clone()]
        })
        .collect()
}

#[test]
fn every_setting_is_documented_and_nothing_else() {
    let listed: Vec<_> =
        SETTINGS.iter().map(|s| [s.flag, s.variable, s.key, s.default].map(str::to_owned)).collect();
    assert_eq!(documented(include_str!("../../../../docs/settings.md")), listed);
}

#[test]
fn a_setting_missing_from_the_table_is_noticed() {
    assert_eq!(documented("| `--log` | `SOCLE_LOG` | `log` | `info` | x |\n| other |").len(), 1);
    assert!(documented("`--log` is described in prose").is_empty());
}
