//! Distances and areas on the Earth, taken as a sphere as ODK clients do.

use super::{Answer, Call, Value};

/// The Earth's radius, in meters: the value every ODK engine uses.
const RADIUS: f64 = 6_378_100.0;

/// Degrees of latitude and longitude.
type Point = (f64, f64);

pub(super) fn call(call: Call<'_>, name: &str) -> Option<Answer> {
    Some(match name {
        "distance" => call.takes("distance", 1..=2).and_then(|c| {
            let length = points(c, 0..c.count())?.map_or(f64::NAN, |points| length(&points));
            Ok(Value::Number(rounded(c, length)))
        }),
        "area" | "enclosed-area" => call.takes("area", 1..=1).and_then(|c| {
            let area = points(c, 0..1)?.map_or(f64::NAN, |points| area(&points));
            Ok(Value::Number(rounded(c, area)))
        }),
        "geofence" => call.takes("geofence", 2..=2).and_then(|c| {
            let (point, fence) = (points(c, 0..1)?, points(c, 1..2)?);
            let is_inside = match (point.as_deref(), fence) {
                (Some([point]), Some(fence)) => contains(*point, &fence),
                _ => false,
            };
            Ok(Value::Boolean(is_inside))
        }),
        _ => return None,
    })
}

/// Reads points written `latitude longitude altitude accuracy`, with `;` between them or one a node.
/// None when some text is not a point.
fn points(call: Call<'_>, arguments: std::ops::Range<usize>) -> Result<Option<Vec<Point>>, super::EvalError> {
    let mut texts = Vec::new();
    for index in arguments {
        match call.value(index)? {
            Value::Nodes(nodes) => {
                texts.extend(nodes.into_iter().map(|n| call.world.node_text(n).into_owned()));
            }
            value => texts.push(value.into_text(call.world)),
        }
    }
    let pieces =
        texts.iter().flat_map(|text| text.split(';')).map(str::trim).filter(|piece| !piece.is_empty());
    Ok(pieces.map(point).collect())
}

fn point(text: &str) -> Option<Point> {
    let mut parts = text.split_whitespace();
    let (latitude, longitude): (f64, f64) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some((latitude, longitude))
}

/// To the centimeter in web clients, as it is in JavaRosa.
fn rounded(call: Call<'_>, number: f64) -> f64 {
    if call.world.is_form { number } else { (number * 100.0).round() / 100.0 }
}

fn length(points: &[Point]) -> f64 {
    points.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The length of the shortest way over the sphere, in meters.
fn distance(from: Point, to: Point) -> f64 {
    let (from_latitude, to_latitude) = (from.0.to_radians(), to.0.to_radians());
    let half = ((from.1 - to.1).to_radians()).cos();
    let cosine = from_latitude.sin() * to_latitude.sin() + from_latitude.cos() * to_latitude.cos() * half;
    cosine.clamp(-1.0, 1.0).acos() * RADIUS
}

/// The area inside a closed line, in square meters.
fn area(points: &[Point]) -> f64 {
    if points.len() < 3 {
        return 0.0;
    }
    let next = points.iter().cycle().skip(1);
    let sum: f64 = points
        .iter()
        .zip(next)
        .map(|(a, b)| (b.1 - a.1).to_radians() * (2.0 + a.0.to_radians().sin() + b.0.to_radians().sin()))
        .sum();
    (sum * RADIUS * RADIUS / 2.0).abs()
}

/// Whether a point lies inside a closed line, counting the sides a ray crosses.
fn contains(point: Point, fence: &[Point]) -> bool {
    let is_closed = fence.len() > 3 && fence.first() == fence.last();
    is_closed && fence.windows(2).filter(|side| crosses(point, side[0], side[1])).count() % 2 == 1
}

fn crosses((y, x): Point, (from_y, from_x): Point, (to_y, to_x): Point) -> bool {
    (from_y > y) != (to_y > y) && x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x
}
