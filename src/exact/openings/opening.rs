//! How many teams are open, of each class of teams that nothing tells apart.

use super::board::Board;
use crate::exact::program::Column;
use crate::exact::teams::TeamProgram;
use crate::score::Compiled;

/// For each class, how many of its teams are open: at least, and at most. The first ones of a class are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening(pub Vec<(usize, usize)>);

impl Opening {
    /// All that the hard rules of a program allow.
    pub fn of(program: &TeamProgram, classes: &[Vec<usize>]) -> Self {
        let columns = &program.program().columns;
        let ends = |team: &usize| {
            let data = &columns[program.open()[*team].0];
            (data.low, data.high)
        };
        let count = |class: &Vec<usize>| {
            let (low, high): (Vec<f64>, Vec<f64>) = class.iter().map(ends).unzip();
            let ones = |ends: Vec<f64>| ends.iter().filter(|end| **end > 0.5).count();
            (ones(low), ones(high))
        };
        Self(classes.iter().map(count).collect())
    }

    /// The classes of which it is not said how many teams are open.
    pub fn undecided(&self) -> impl Iterator<Item = usize> {
        let classes = self.0.iter().enumerate();
        classes
            .filter(|(_, (least, most))| least < most)
            .map(|(class, _)| class)
    }

    /// Whether so many open teams of each class are as it says.
    pub fn holds(&self, open: &[usize]) -> bool {
        let pairs = self.0.iter().zip(open);
        pairs
            .into_iter()
            .all(|((least, most), open)| (least..=most).contains(&open))
    }

    /// The two parts of it in which at most, and more than so many teams of the class are open.
    pub fn parted(&self, class: usize, most: usize) -> [Self; 2] {
        let (mut fewer, mut more) = (self.clone(), self.clone());
        fewer.0[class].1 = most;
        more.0[class].0 = most + 1;
        [fewer, more]
    }

    /// What the columns that say which teams are open may be.
    pub fn bounds(&self, classes: &[Vec<usize>], open: &[Column]) -> Vec<(Column, f64, f64)> {
        let mut bounds = Vec::new();
        for (class, (least, most)) in classes.iter().zip(&self.0) {
            for (at, team) in class.iter().enumerate() {
                let one = |yes: bool| f64::from(u8::from(yes));
                bounds.push((open[*team], one(at < *least), one(at < *most)));
            }
        }
        bounds
    }

    /// The workshop with these teams open only.
    pub fn within(&self, compiled: &Compiled, board: &Board) -> Compiled {
        let closed = board.classes.iter().zip(&self.0);
        let closed = closed.flat_map(|(class, (_, most))| &class[*most..]);
        let places = closed.flat_map(|team| (0..compiled.people).map(|person| (person, *team)));
        let mut narrower = compiled.without(&places.collect::<Vec<_>>());
        let known = board.known.0.iter().zip(&self.0).zip(&board.classes);
        for (((before, _), (least, most)), class) in known {
            // What the hard rules say anyway is not said again.
            if least > before {
                narrower.ask_for_open(&class[..*most], *least);
            }
        }
        narrower
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_is_in_one_of_the_two_parts() {
        let opening = Opening(vec![(1, 1), (0, 3), (1, 2)]);
        assert_eq!(opening.undecided().collect::<Vec<_>>(), [1, 2]);
        for most in 0..3 {
            let [fewer, more] = opening.parted(1, most);
            for open in 0..=3 {
                let plan = [1, open, 2];
                assert!(opening.holds(&plan));
                assert_ne!(fewer.holds(&plan), more.holds(&plan));
                assert_eq!(fewer.holds(&plan), open <= most);
            }
        }
        assert!(!opening.holds(&[0, 1, 1]) && !opening.holds(&[1, 1, 3]));
    }
}
