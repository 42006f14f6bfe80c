//! `/api/v1`: what programs may read, walked by its own OpenAPI document.

use crate::support::{Answer, Asked, Person, TestApp};
use serde_json::Value;
use socle_domain::id::SubmissionId;

async fn with_tools() -> (TestApp, Person) {
    let app = TestApp::new().await;
    app.toolbox().await;
    app.shelf().await;
    app.follow_search().await;
    let program = app.visitor();
    (app, program)
}

async fn json(program: &mut Person, path: &str) -> Value {
    let answer = program.get(path).await.is(200);
    assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// An address of the document, its parameters filled with values that the document allows.
fn filled(path: &str, operation: &Value) -> String {
    let mut address = path.to_owned();
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().expect("a name");
        let schema = &parameter["schema"];
        let one = schema.get("items").unwrap_or(schema);
        let value = match one["enum"].as_array() {
            Some(codes) => codes[0].as_str().expect("a code").to_owned(),
            None if name == "language" => "fr".to_owned(),
            None if one.to_string().contains("integer") => "1".to_owned(),
            None => "eau".to_owned(),
        };
        if parameter["in"] == "path" {
            address = address.replace(&format!("{{{name}}}"), &value);
        } else {
            query.push(format!("{name}={value}"));
        }
    }
    if query.is_empty() { address } else { format!("{address}?{}", query.join("&")) }
}

/// Whether a value is of a schema, as far as our own documents go: types, properties, required ones, references.
fn holds(document: &Value, schema: &Value, value: &Value, place: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        let schema =
            document.pointer(pointer).unwrap_or_else(|| panic!("{place}: {reference} leads nowhere"));
        return holds(document, schema, value, place);
    }
    for of_all in schema["allOf"].as_array().into_iter().flatten() {
        holds(document, of_all, value, place);
    }
    if let Some(either) = schema["oneOf"].as_array() {
        let is_null = either.iter().any(|one| one["type"] == "null") && value.is_null();
        if let Some(other) = either.iter().find(|one| one["type"] != "null").filter(|_| !is_null) {
            holds(document, other, value, place);
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let is_free = place.rsplit('.').next() == Some("value");
    assert!(is_free || kinds.contains(&kind), "{place}: {kind} is none of {kinds:?}");
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(value.get(name).is_some(), "{place}: {name} is missing");
    }
    for (name, own) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            holds(document, own, value, &format!("{place}.{name}"));
        }
    }
    for item in value.as_array().into_iter().flatten() {
        holds(document, &schema["items"], item, &format!("{place}[]"));
    }
}

fn statuses(operation: &Value) -> Vec<String> {
    operation["responses"].as_object().expect("responses").keys().cloned().collect()
}

#[tokio::test]
async fn every_address_of_the_document_answers_as_it_says() {
    let (_app, mut program) = with_tools().await;
    let document = json(&mut program, "/api/v1/openapi.json").await;
    let paths = document["paths"].as_object().expect("paths");
    assert_eq!(paths.len(), 8);
    let in_table: Vec<&str> =
        socle_web::ROUTES.iter().map(|route| route.path).filter(|path| path.starts_with("/api/")).collect();
    assert!(in_table.iter().all(|path| paths.contains_key(*path)) && in_table.len() == paths.len());
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().expect("operations") {
            assert_eq!(method, "get", "reading only");
            let address = filled(path, operation);
            let answer = program.get(&address).await;
            assert!(
                statuses(operation).contains(&answer.status.as_u16().to_string()),
                "{address}: {}",
                answer.status
            );
            assert_eq!(answer.status, 200, "{address}");
            let value: Value = serde_json::from_slice(&answer.body).expect("JSON");
            let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
            holds(&document, schema, &value, path);
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        }
    }
}

#[tokio::test]
async fn mistakes_are_told_as_problems_and_never_as_faults() {
    let (_app, mut program) = with_tools().await;
    for (path, status) in [
        ("/api/v1/tools?page=0", 400),
        ("/api/v1/tools?per_page=1000", 400),
        ("/api/v1/tools?page=x", 400),
        ("/api/v1/tools?page=4294967296", 400),
        ("/api/v1/tools/999", 404),
        ("/api/v1/tools/x", 404),
        ("/api/v1/tools/%00", 404),
        ("/api/v1/experiences/0", 404),
        ("/api/v1/advice", 400),
        ("/api/v1/advice?need=xyz", 400),
        ("/api/v1/advice?need=collecter&net=9", 400),
        ("/api/v1/advice?need=collecter&besoin=collecter", 400),
        ("/api/v1/search", 400),
        ("/api/v1/search?q=eau&page=99", 400),
        ("/api/v1/search?q=eau&language=xx", 400),
        ("/api/v1/nothing", 404),
    ] {
        let answer = program.get(path).await.is(status);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
        let problem: Value = serde_json::from_slice(&answer.body).expect("JSON");
        assert_eq!(problem["status"], status, "{path}");
    }
    let long = format!("/api/v1/search?q={}", "a".repeat(5_000));
    program.get(&long).await.is(400);
    for query in ["q=%00", "q=%FF", "q=%F0%9F%8C%8D", "q="] {
        program.get(&format!("/api/v1/search?{query}")).await.is(200);
    }
}

#[tokio::test]
async fn lists_are_cut_in_pages_and_answers_have_tags() {
    let (app, mut program) = with_tools().await;
    let first = json(&mut program, "/api/v1/tools?per_page=4").await;
    assert_eq!((first["total"].as_u64(), first["tools"].as_array().unwrap().len()), (Some(6), 4));
    let second = json(&mut program, "/api/v1/tools?per_page=4&page=2").await;
    assert_eq!(second["tools"][0]["number"], 5);
    let beyond = json(&mut program, "/api/v1/tools?page=1000000").await;
    assert_eq!(beyond["tools"].as_array().unwrap().len(), 0);
    let answer = program.get("/api/v1/tools").await;
    let tag = answer.header("etag").expect("a tag").to_owned();
    assert_eq!(answer.header("cache-control"), Some("public, max-age=60"));
    let same = program.send(Asked::get("/api/v1/tools").header("if-none-match", &tag)).await.is(304);
    assert!(same.body.is_empty());
    app.put("UPDATE tools SET name = 'Autre' WHERE number = 1", vec![]).await;
    app.touch().await;
    program.send(Asked::get("/api/v1/tools").header("if-none-match", &tag)).await.is(200);
}

#[tokio::test]
async fn facts_say_where_they_come_from_and_what_speaks_against_them() {
    let (app, mut program) = with_tools().await;
    app.put("UPDATE observations SET source = 'https://ailleurs.example.org' WHERE number = 1", vec![]).await;
    let now = app.now();
    let tool = socle_domain::id::ToolId::from_uuid(
        app.column("SELECT id AS it FROM tools WHERE number = 1").await[0],
    );
    let put = app.store.write(tool, move |tx, tool| {
        Box::pin(async move {
            let chance = socle_domain::chance::Seeded::new(3);
            crate::support::toolbox::put_fact(tx, &chance, *tool, ("use.net", "2", 3), now).await?;
            tx.touch_content().await
        })
    });
    let done: Result<(), socle_store::StoreError> = put.await;
    done.unwrap();
    let file = json(&mut program, "/api/v1/tools/1").await;
    let attributes = file["attributes"].as_array().unwrap();
    let net = attributes.iter().find(|one| one["key"] == "use.net").expect("use.net");
    assert_eq!(
        (&net["shown"]["value"], &net["shown"]["level"], &net["looks"]),
        (&2.into(), &3.into(), &2.into())
    );
    assert_eq!(net["against"][0]["source"], "https://ailleurs.example.org");
    assert_eq!(net["shown"]["status"], "contested");
    app.put("UPDATE tools SET status = 'candidate' WHERE number = 1", vec![]).await;
    app.touch().await;
    program.get("/api/v1/tools/1").await.is(404);
}

#[tokio::test]
async fn experiences_are_told_at_their_level_and_gone_once_withdrawn() {
    let (app, mut program) = with_tools().await;
    let list = json(&mut program, "/api/v1/experiences?per_page=100").await;
    let numbers: Vec<i64> =
        list["experiences"].as_array().unwrap().iter().filter_map(|one| one["number"].as_i64()).collect();
    let figures = app
        .column::<i64>("SELECT e.number AS it FROM experiences e JOIN consents c ON c.experience_id = e.id WHERE c.level = 'figures'")
        .await;
    assert!(!figures.is_empty() && figures.iter().all(|number| !numbers.contains(number)));
    program.get(&format!("/api/v1/experiences/{}", figures[0])).await.is(404);
    let told = program.get("/api/v1/experiences/2").await.is(200);
    assert_eq!(told.header("cache-control"), Some("no-cache"));
    let told: Value = serde_json::from_slice(&told.body).unwrap();
    assert_eq!(
        (&told["told_by"]["name"], &told["text"]),
        (&Value::Null, &"Nous avons gardé le cahier.".into())
    );
    assert!(told["told_by"]["country"].is_null(), "what few share is not told");
    let id =
        app.column::<uuid::Uuid>("SELECT submission_id AS it FROM experiences WHERE number = 2").await[0];
    app.store.withdraw(SubmissionId::from_uuid(id), app.now()).await.unwrap();
    program.get("/api/v1/experiences/2").await.is(410);
    let list = json(&mut program, "/api/v1/experiences").await;
    assert!(list["experiences"].as_array().unwrap().iter().all(|one| one["number"] != 2));
}

#[tokio::test]
async fn advice_is_that_of_the_pages_with_facts() {
    let (_app, mut program) = with_tools().await;
    let advice =
        json(&mut program, "/api/v1/advice?need=collecter&net=0&reach=1&use=2&sens=0&essential=net").await;
    assert_eq!(advice["recommended"][0]["name"], "Relevé libre");
    let reason = &advice["recommended"][0]["reasons"][1];
    assert_eq!(
        (&reason["criterion"], &reason["verdict"], &reason["fact"]["value"]),
        (&"net".into(), &"fits".into(), &0.into())
    );
    assert_eq!(advice["recommended"][0]["experiences"], serde_json::json!([1, 2]));
    let aside = advice["set_aside"].as_array().unwrap();
    assert!(
        aside.iter().any(|one| one["remedies"][0] == serde_json::json!({"criterion": "net", "place": 3}))
    );
}

#[tokio::test]
async fn one_subscriber_asks_so_often_and_others_are_not_kept_waiting() {
    let (app, program) = with_tools().await;
    let mut hasty = program.at_place(7);
    let mut last: Option<Answer> = None;
    for _ in 0..=300 {
        last = Some(hasty.get("/api/v1/needs").await);
    }
    let refused = last.unwrap().is(429);
    assert!(refused.header("retry-after").is_some());
    app.visitor().at_place(8).get("/api/v1/needs").await.is(200);
    app.clock.advance(socle_domain::time::MINUTE);
    hasty.get("/api/v1/needs").await.is(200);
}

#[tokio::test]
async fn nothing_can_be_written_and_no_cookie_is_set() {
    let (app, mut program) = with_tools().await;
    let before = app.marks().await;
    for path in ["/api/v1/tools", "/api/v1/advice?need=payer"] {
        program.post(path, &[("need", "payer")]).await.is(404);
        assert_eq!(program.get(path).await.set_cookies().len(), 0);
    }
    assert_eq!(app.marks().await, before);
}
