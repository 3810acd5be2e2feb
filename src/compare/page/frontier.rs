//! Preference against diversity: which strategies no other one beats in both.

use maud::{Markup, html};

use super::axis::{Axis, label, px};
use crate::compare::report::StudyReport;
use crate::compare::summary::Estimate;
use crate::model::Language;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 56.0;

/// The height of a label, and the width of a letter of it.
const LINE: f64 = 15.0;
const LETTER: f64 = 7.5;

/// A strategy's point.
struct Point<'a> {
    shade: usize,
    name: &'a str,
    wish: &'a Estimate,
    mix: &'a Estimate,
}

impl Point<'_> {
    /// Whether the other one is at least as good in both and better in one.
    fn is_beaten_by(&self, other: &Point) -> bool {
        let (a, b) = (self.wish.mean, other.wish.mean);
        let (c, d) = (self.mix.mean, other.mix.mean);
        b <= a && d >= c && (b < a || d > c)
    }
}

/// The chart; `None` where fewer than two strategies have both measures.
pub fn chart(report: &StudyReport, language: Language) -> Option<Markup> {
    let strategies = report.strategies.iter().enumerate();
    let points: Vec<Point> = strategies
        .filter_map(|(shade, strategy)| {
            let name = &strategy.name;
            Some(Point {
                shade,
                name,
                wish: report.estimate(name, "mean_rank")?,
                mix: report.estimate(name, "diversity")?,
            })
        })
        .collect();
    if points.len() < 2 {
        return None;
    }
    let ends = |estimate: &Estimate| {
        let (low, high) = (estimate.low, estimate.high);
        [low.unwrap_or(estimate.mean), high.unwrap_or(estimate.mean)]
    };
    let x = Axis::new(
        points.iter().flat_map(|point| ends(point.wish)),
        LEFT,
        WIDTH - RIGHT,
        6,
    );
    let y = Axis::new(
        points.iter().flat_map(|point| ends(point.mix)),
        HEIGHT - BOTTOM,
        TOP,
        5,
    );
    let labels = labels(&points, &x, &y);
    let title = language.pick(
        "希望と多様さ（左上ほど良い）",
        "Wishes against diversity (better towards the upper left)",
    );
    Some(html! {
        svg.chart viewBox={ "0 0 " (px(WIDTH)) " " (px(HEIGHT)) } role="img" aria-label=(title) {
            @for tick in &x.ticks {
                line.grid x1=(px(x.at(*tick))) x2=(px(x.at(*tick))) y1=(px(TOP)) y2=(px(HEIGHT - BOTTOM)) {}
                text.tick x=(px(x.at(*tick))) y=(px(HEIGHT - BOTTOM + 18.0)) text-anchor="middle" { (label(*tick)) }
            }
            @for tick in &y.ticks {
                line.grid x1=(px(LEFT)) x2=(px(WIDTH - RIGHT)) y1=(px(y.at(*tick))) y2=(px(y.at(*tick))) {}
                text.tick x=(px(LEFT - 8.0)) y=(px(y.at(*tick) + 4.0)) text-anchor="end" { (label(*tick)) }
            }
            text.axis x=(px((LEFT + WIDTH - RIGHT) / 2.0)) y=(px(HEIGHT - 12.0)) text-anchor="middle" {
                (language.pick("← 希望順位の平均（小さいほど良い）", "← mean rank (lower is better)"))
            }
            text.axis transform={ "translate(16 " (px((TOP + HEIGHT - BOTTOM) / 2.0)) ") rotate(-90)" } text-anchor="middle" {
                (language.pick("チーム内の多様さ →", "diversity in teams →"))
            }
            polyline.frontier points=(frontier(&points, &x, &y)) {}
            @for point in &points {
                @let [left, right] = ends(point.wish);
                @let [below, above] = ends(point.mix);
                g.{ "shade" (point.shade % super::SHADES) } {
                    line.whisker x1=(px(x.at(left))) x2=(px(x.at(right))) y1=(px(y.at(point.mix.mean))) y2=(px(y.at(point.mix.mean))) {}
                    line.whisker x1=(px(x.at(point.wish.mean))) x2=(px(x.at(point.wish.mean))) y1=(px(y.at(below))) y2=(px(y.at(above))) {}
                    circle.dot cx=(px(x.at(point.wish.mean))) cy=(px(y.at(point.mix.mean))) r="5" {}
                }
            }
            @for (point, (left, base)) in points.iter().zip(&labels) {
                text.name x=(px(*left)) y=(px(*base)) { (point.name) }
            }
        }
    })
}

/// The strategies that none beats, from left to right.
fn frontier(points: &[Point], x: &Axis, y: &Axis) -> String {
    let mut best: Vec<&Point> = points
        .iter()
        .filter(|point| !points.iter().any(|other| point.is_beaten_by(other)))
        .collect();
    best.sort_by(|a, b| a.wish.mean.total_cmp(&b.wish.mean));
    let corners: Vec<String> = best
        .iter()
        .map(|point| format!("{},{}", px(x.at(point.wish.mean)), px(y.at(point.mix.mean))))
        .collect();
    corners.join(" ")
}

/// Where each name stands (left, base line): beside its point, where it covers neither a name nor a point.
fn labels(points: &[Point], x: &Axis, y: &Axis) -> Vec<(f64, f64)> {
    type Area = (f64, f64, f64, f64);
    let centre = |point: &Point| (x.at(point.wish.mean), y.at(point.mix.mean));
    let mut taken: Vec<Area> = points
        .iter()
        .map(centre)
        .map(|(cx, cy)| (cx - 6.0, cy - 6.0, cx + 6.0, cy + 6.0))
        .collect();
    let mut placed = Vec::new();
    for point in points {
        let (cx, cy) = centre(point);
        let wide = |c: char| if c.is_ascii() { LETTER } else { 2.0 * LETTER };
        let width: f64 = point.name.chars().map(wide).sum();
        let mut choices = Vec::new();
        for step in 0..12 {
            let shift = f64::from(step / 2) * if step % 2 == 0 { LINE } else { -LINE };
            choices.push((cx + 9.0, cy - 8.0 + shift));
            choices.push((cx - 9.0 - width, cy - 8.0 + shift));
        }
        let area = |(left, base): (f64, f64)| (left, base - LINE + 3.0, left + width, base + 3.0);
        let is_free = |choice: &(f64, f64)| {
            let (left, top, right, bottom) = area(*choice);
            let inside = left >= LEFT && right <= WIDTH && top >= 0.0 && bottom <= HEIGHT - BOTTOM;
            let covers = |other: &Area| {
                left < other.2 && other.0 < right && top < other.3 && other.1 < bottom
            };
            inside && !taken.iter().any(covers)
        };
        let chosen = choices.iter().copied().find(is_free).unwrap_or(choices[0]);
        taken.push(area(chosen));
        placed.push(chosen);
    }
    placed
}
