//! What people wish for: a few themes are wished by many.

use super::frame::Frame;
use super::person::Person;
use super::shape::Shape;
use super::stream::{Part, Stream};

/// Themes by popularity, drawn with weight 1 / k^skew.
struct Popularity {
    /// Popularity to theme.
    themes: Vec<usize>,
    /// Sums of the weights, in whole numbers.
    sums: Vec<u64>,
}

/// The weight of the most popular theme; with 50,000 themes, sums stay far below 64 bits.
const HEAVIEST: f64 = 1e12;

impl Popularity {
    fn new(themes: usize, skew: f64, random: &mut Stream) -> Self {
        let mut order: Vec<usize> = (0..themes).collect();
        random.shuffle(&mut order);
        let mut sum = 0;
        let sums = (1..=themes).map(|place| {
            sum += ((HEAVIEST / (place as f64).powf(skew)) as u64).max(1);
            sum
        });
        Self {
            sums: sums.collect(),
            themes: order,
        }
    }

    fn draw(&self, random: &mut Stream) -> usize {
        let all = self.sums.last().map_or(1, |sum| *sum as usize);
        let hit = random.below(all) as u64;
        self.themes[self.sums.partition_point(|sum| *sum <= hit)]
    }

    /// Adds themes that are not there yet until there are so many. A strong skew may draw the same ones for ever: after
    /// some tries the most popular ones are taken in order.
    fn fill(&self, choices: &mut Vec<usize>, count: usize, random: &mut Stream) {
        let free = |theme: &usize, choices: &[usize]| !choices.contains(theme);
        for _ in 0..20 * count {
            if choices.len() >= count {
                return;
            }
            let theme = self.draw(random);
            if free(&theme, choices) {
                choices.push(theme);
            }
        }
        for theme in &self.themes {
            if choices.len() >= count {
                return;
            }
            if free(theme, choices) {
                choices.push(*theme);
            }
        }
    }
}

/// Gives everybody but the owners their choices. In a planted workshop the first one is the theme of the hidden plan, but
/// for those who wish in vain for the full theme, the first: they have it second.
pub fn choose(shape: &Shape, frame: &Frame, people: &mut [Person]) {
    let count = shape.ranked_count();
    let mut random = Stream::new(shape.seed, Part::Wishes);
    let popularity = Popularity::new(frame.themes, shape.skew, &mut random);
    let mut places: Vec<usize> = (0..people.len()).collect();
    random.shuffle(&mut places);
    let mut in_vain = shape.planted.unwrap_or(0);
    for place in places {
        let person = &mut people[place];
        let theme = frame.teams[person.team].theme;
        if person.owns.is_some() || count == 0 {
            continue;
        }
        if shape.planted.is_some() {
            person.displaced = in_vain > 0 && theme != 0;
            if person.displaced {
                in_vain -= 1;
                person.choices.push(0);
            }
            person.choices.push(theme);
        }
        popularity.fill(&mut person.choices, count, &mut random);
    }
}
