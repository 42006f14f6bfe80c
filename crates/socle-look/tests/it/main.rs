//! What pages rely on: markup, budgets, colors, words.

mod components;
mod frames;
mod markup;
mod palette;
mod samples;
mod sheets;
mod texts;
