//! What HiGHS tells while it runs, and what it is told: bounds, plans found elsewhere, and to stop.

use std::ffi::{c_char, c_int, c_void};
use std::sync::Mutex;

use crate::control::Cancel;

/// What the callback needs.
pub(super) struct Watch<'a> {
    pub(super) cancel: &'a Cancel,
    pub(super) progress: &'a (dyn Fn(f64, f64) + Sync),
    pub(super) news: &'a (dyn Fn(f64) -> Option<Vec<f64>> + Sync),
    /// What HiGHS does not know of the objective.
    pub(super) constant: f64,
    /// Bounds above this say nothing: what costs as much is cut off.
    pub(super) most: f64,
    pub(super) columns: usize,
    /// The best bound that a callback told.
    pub(super) bound: Mutex<f64>,
}

/// Registers the callback for interrupts and progress.
pub(super) fn listen(model: &mut highs::Model, watch: &Watch) {
    let highs = model.as_mut_ptr();
    // SAFETY: the model is alive, the callback has the C signature that HiGHS declares, and `watch` outlives the run.
    unsafe {
        let data = std::ptr::from_ref(watch).cast_mut().cast::<c_void>();
        highs_sys::Highs_setCallback(highs, Some(on_event), data);
        for kind in [
            highs_sys::kHighsCallbackSimplexInterrupt,
            highs_sys::kHighsCallbackIpmInterrupt,
            highs_sys::kHighsCallbackMipInterrupt,
            highs_sys::kHighsCallbackMipLogging,
            highs_sys::kHighsCallbackMipImprovingSolution,
            highs_sys::kHighsCallbackCallbackMipUserSolution,
        ] {
            highs_sys::Highs_startCallback(highs, kind);
        }
    }
}

/// Called by HiGHS while it runs.
unsafe extern "C" fn on_event(
    kind: c_int,
    _message: *const c_char,
    out: *const highs_sys::HighsCallbackDataOut,
    input: *mut highs_sys::HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the `Watch` that `listen` registered, alive for the whole run; HiGHS gives valid `out` and
    // `input`, or null, which is checked.
    unsafe {
        let watch = &*data.cast_const().cast::<Watch>();
        if kind == highs_sys::kHighsCallbackCallbackMipUserSolution {
            let best = out
                .as_ref()
                .map_or(f64::INFINITY, |out| out.mip_primal_bound);
            if !input.is_null()
                && let Some(values) = (watch.news)(best + watch.constant)
                && values.len() == watch.columns
            {
                highs_sys::Highs_setCallbackSolution(input, values.len() as c_int, values.as_ptr());
            }
            return;
        }
        if let Some(out) = out.as_ref()
            && (kind == highs_sys::kHighsCallbackMipLogging
                || kind == highs_sys::kHighsCallbackMipImprovingSolution)
        {
            if out.mip_dual_bound.is_finite() {
                let mut bound = watch.bound.lock().unwrap_or_else(|e| e.into_inner());
                *bound = bound.max(out.mip_dual_bound);
            }
            let constant = watch.constant;
            (watch.progress)(
                out.mip_primal_bound + constant,
                (out.mip_dual_bound + constant).min(watch.most),
            );
        }
        if let Some(input) = input.as_mut() {
            input.user_interrupt = c_int::from(watch.cancel.is_cancelled());
        }
    }
}
