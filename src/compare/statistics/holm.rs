//! Holm's correction (1979): of several tests, the chance of one false finding stays what one test's would be.

/// The corrected probabilities, in the order given.
pub fn holm(probabilities: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*a].total_cmp(&probabilities[*b]));
    let mut corrected = vec![0.0; probabilities.len()];
    let mut least = 0.0_f64;
    for (place, index) in order.into_iter().enumerate() {
        let factor = (probabilities.len() - place) as f64;
        least = least.max((factor * probabilities[index]).min(1.0));
        corrected[index] = least;
    }
    corrected
}
