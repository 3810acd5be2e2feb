//! The cheapest assignment of items to places (Kuhn 1955, with the potentials of Jonker and Volgenant 1987).

/// The least sum of `cost(row, column)` over all ways to give each of the `rows` a column of its own; `None` where there is
/// none. Costs are whole, `None` forbids a pair; there are at least as many columns as rows.
pub(crate) fn least(
    rows: usize,
    columns: usize,
    cost: impl Fn(usize, usize) -> Option<usize>,
) -> Option<usize> {
    /// Dearer than any assignment without a forbidden pair.
    const FORBIDDEN: i64 = 1 << 40;
    let price = |row: usize, column: usize| cost(row, column).map_or(FORBIDDEN, |c| c as i64);
    // Positions from 1; 0 stands for none.
    let (mut of_row, mut of_column) = (vec![0_i64; rows + 1], vec![0_i64; columns + 1]);
    let mut holder = vec![0_usize; columns + 1];
    for row in 1..=rows {
        holder[0] = row;
        let mut slack = vec![i64::MAX; columns + 1];
        let mut before = vec![0_usize; columns + 1];
        let mut done = vec![false; columns + 1];
        let mut at = 0;
        while holder[at] != 0 {
            done[at] = true;
            let current = holder[at];
            let (mut step, mut next) = (i64::MAX, None);
            for column in (1..=columns).filter(|column| !done[*column]) {
                let reduced = price(current - 1, column - 1) - of_row[current] - of_column[column];
                if reduced < slack[column] {
                    (slack[column], before[column]) = (reduced, at);
                }
                if slack[column] < step {
                    (step, next) = (slack[column], Some(column));
                }
            }
            let next = next?;
            for column in 0..=columns {
                if done[column] {
                    of_row[holder[column]] += step;
                    of_column[column] -= step;
                } else {
                    slack[column] = slack[column].saturating_sub(step);
                }
            }
            at = next;
        }
        while at != 0 {
            let previous = before[at];
            holder[at] = holder[previous];
            at = previous;
        }
    }
    let pairs = (1..=columns).filter(|column| holder[*column] > 0);
    pairs
        .map(|column| cost(holder[column] - 1, column - 1))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};

    fn tried(rows: usize, columns: usize, cost: &[Vec<Option<usize>>]) -> Option<usize> {
        fn go(row: usize, taken: &mut Vec<bool>, cost: &[Vec<Option<usize>>]) -> Option<usize> {
            let Some(prices) = cost.get(row) else {
                return Some(0);
            };
            let mut best = None;
            for (column, price) in prices.iter().enumerate() {
                if let Some(price) = price
                    && !taken[column]
                {
                    taken[column] = true;
                    let all = go(row + 1, taken, cost).map(|rest| rest + price);
                    taken[column] = false;
                    best = [best, all].into_iter().flatten().min();
                }
            }
            best
        }
        go(0, &mut vec![false; columns], &cost[..rows])
    }

    #[test]
    fn it_is_as_good_as_trying_everything() {
        let mut random = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(1);
        let mut forbidden = 0;
        for _ in 0..500 {
            let rows = random.random_range(0..6);
            let columns = rows + random.random_range(0..3);
            let mut cell = || (random.random_range(0..3) > 0).then(|| random.random_range(0..9));
            let cost: Vec<Vec<Option<usize>>> = (0..rows)
                .map(|_| (0..columns).map(|_| cell()).collect())
                .collect();
            let found = least(rows, columns, |row, column| cost[row][column]);
            assert_eq!(found, tried(rows, columns, &cost), "{cost:?}");
            forbidden += usize::from(found.is_none());
        }
        assert!(forbidden > 20 && forbidden < 400, "{forbidden}");
    }
}
