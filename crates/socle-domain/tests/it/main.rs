//! What people who use the domain rely on, seen from outside.

mod advisor;
mod browser;
mod draw;
mod fact;
mod unmet;
