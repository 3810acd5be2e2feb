//! From the program's answer to a plan.

use super::program::AggregateProgram;
use super::split::{Dealing, deal};
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::program::Column;
use crate::model::Grouping;
use crate::rules::term::Money;

impl AggregateProgram<'_> {
    /// A plan from the values of the columns: the people of each group dealt to its teams on so many threads.
    ///
    /// # Errors
    /// When the solver fails in a group.
    pub fn grouping(
        &self,
        values: &[f64],
        limits: &Limits,
        threads: usize,
    ) -> Result<Grouping, BackendError> {
        let is_on = |column: &Column| values[column.0] > 0.5;
        let groups = self.groups.teams.len();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups];
        let mut pooled: Vec<Vec<usize>> = vec![Vec::new(); self.pool.len()];
        for participant in 0..self.compiled.people {
            match self.named[participant]
                .iter()
                .find(|(_, column)| is_on(column))
            {
                Some((group, _)) => members[*group as usize].push(participant),
                None => pooled[self.profile_of[participant]].push(participant),
            }
        }
        for (profile, people) in pooled.iter_mut().enumerate() {
            // Those with costs of their own in many groups choose first, each where it costs least.
            people.sort_by_key(|p| (std::cmp::Reverse(self.groups.named(*p).len()), *p));
            let mut room: Vec<usize> = (self.pool[profile].iter())
                .map(|column| values[column.0].round().max(0.0) as usize)
                .collect();
            room.resize(groups, 0);
            for participant in people.iter() {
                let cost = |group: &usize| {
                    let levels = 0..=self.level;
                    levels
                        .map(|level| self.groups.cost(level, *participant, *group))
                        .collect::<Vec<Money>>()
                };
                let free = (0..groups).filter(|group| room[*group] > 0);
                let group = free.min_by_key(cost).unwrap_or(0);
                room[group] = room[group].saturating_sub(1);
                members[group].push(*participant);
            }
        }
        let dealings: Vec<Dealing> = (0..groups)
            .map(|group| Dealing {
                teams: &self.groups.teams[group],
                open: values[self.open[group].0].round().max(0.0) as usize,
                members: &members[group],
            })
            .collect();
        deal(self.compiled, &dealings, limits, threads)
    }
}
