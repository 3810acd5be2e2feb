//! How many of all moves change something at which temperature.

/// What a run from hot to cold showed.
#[derive(Clone, Debug, Default)]
pub struct Thaw {
    /// Stretches of it, each with a lesser share of changes than the one before.
    stretches: Vec<Stretch>,
}

#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Logarithms of temperatures, each as often as moves were tried there.
    heat: f64,
    changes: f64,
    tried: f64,
}

impl Stretch {
    fn share(self) -> f64 {
        self.changes / self.tried
    }

    fn heat(self) -> f64 {
        self.heat / self.tried
    }
}

impl Thaw {
    /// Nothing is known yet.
    pub fn is_empty(&self) -> bool {
        self.stretches.is_empty()
    }

    /// So many of `tried` moves changed something at this temperature, which is below those told before. A share that is not below the
    /// one before is chance: the two are pooled (isotonic regression; Ayer et al. 1955).
    pub fn push(&mut self, temperature: f64, changes: u64, tried: u64) {
        let mut last = Stretch {
            heat: temperature.ln() * tried as f64,
            changes: changes as f64,
            tried: tried as f64,
        };
        while let Some(before) = self
            .stretches
            .pop_if(|before| before.share() <= last.share())
        {
            last.heat += before.heat;
            last.changes += before.changes;
            last.tried += before.tried;
        }
        self.stretches.push(last);
    }

    /// The temperature at which the share of moves that change something is this; `None` where it was never as large.
    pub fn temperature(&self, share: f64) -> Option<f64> {
        let at = self.stretches.partition_point(|one| one.share() >= share);
        let hotter = self.stretches[..at].last()?;
        let Some(colder) = self.stretches.get(at).filter(|one| one.changes > 0.0) else {
            return Some(hotter.heat().exp());
        };
        let way = (hotter.share() / share).ln() / (hotter.share() / colder.share()).ln();
        Some((hotter.heat() + way * (colder.heat() - hotter.heat())).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_two_temperatures_shares_fall_evenly_in_logarithms() {
        let mut thaw = Thaw::default();
        assert!(thaw.is_empty() && thaw.temperature(0.1).is_none());
        thaw.push(8.0, 640, 1_000);
        thaw.push(4.0, 160, 1_000);
        let close = |share: f64, expected: f64| {
            let found = thaw.temperature(share).unwrap();
            assert!((found - expected).abs() < 1e-9, "{share}: {found}");
        };
        close(0.64, 8.0);
        close(0.32, 32_f64.sqrt());
        close(0.16, 4.0);
        close(0.01, 4.0);
        assert_eq!(thaw.temperature(0.7), None);
    }

    #[test]
    fn shares_that_rise_by_chance_are_pooled() {
        let mut thaw = Thaw::default();
        for (temperature, changes) in [(16.0, 50), (8.0, 10), (4.0, 30), (2.0, 20)] {
            thaw.push(temperature, changes, 100);
        }
        let shares: Vec<f64> = thaw.stretches.iter().map(|one| one.share()).collect();
        assert_eq!(shares, [0.5, 0.2]);
        // The geometric mean of the three that were pooled.
        let pooled = thaw.temperature(0.2).unwrap();
        assert!((pooled - 4.0).abs() < 1e-9, "{pooled}");
    }
}
