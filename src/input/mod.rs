//! Files to model: reads a workshop folder, with every problem named at once.
