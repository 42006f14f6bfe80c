//! A call for experience, open until a deadline.

use crate::{
    id::{QuestionnaireId, StudyId, SurveyId},
    slug::Slug,
    time::{HOUR, Timestamp, Zone},
};

/// A survey and the window in which it takes answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// The study it belongs to.
    pub study: StudyId,
    /// Its short address.
    pub slug: Slug,
    /// Its name, as respondents read it.
    pub title: String,
    /// The questions, frozen.
    pub questionnaire: QuestionnaireId,
    /// When answers and deadline are.
    pub calendar: Calendar,
    /// Grows by one at each edit.
    pub version: i64,
}

/// When a survey takes answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The first moment an answer may be started.
    pub opens_at: Timestamp,
    /// The deadline: from this moment on no answer may be started.
    pub closes_at: Timestamp,
    /// The zone in which the deadline was set and is shown.
    pub zone: Zone,
    /// How long after the deadline an answer begun before it may still be sent.
    pub grace_hours: i64,
}

/// The grace a survey gives unless its coordinator says otherwise.
pub const GRACE_HOURS: i64 = 72;

/// Where a survey stands at a given moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// It will open.
    NotYet,
    /// Answers may be started and sent.
    Open,
    /// Only answers begun before the deadline may be sent.
    Grace,
    /// Nothing is taken any more.
    Closed,
}

/// Why a deadline cannot be moved as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidMove {
    /// An extension ends later than the deadline in force, and later than now.
    #[error("not later than the deadline in force")]
    NotLater,
    /// Only a survey that is open can be closed.
    #[error("the survey is not open")]
    NotOpen,
}

/// The survey does not take this answer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SurveyClosed {
    /// It opens later.
    #[error("the survey is not open yet")]
    NotYet,
    /// The deadline, and for begun answers the grace, is over.
    #[error("the survey is closed")]
    Over,
}

impl Calendar {
    /// Where the survey stands at `now`.
    pub fn window(&self, now: Timestamp) -> Window {
        if now < self.opens_at {
            Window::NotYet
        } else if now < self.closes_at {
            Window::Open
        } else if now < self.grace_ends_at() {
            Window::Grace
        } else {
            Window::Closed
        }
    }

    /// The last moment an answer begun in time may be sent (excluded).
    pub fn grace_ends_at(&self) -> Timestamp {
        self.closes_at.plus(self.grace_hours.max(0).saturating_mul(HOUR))
    }

    /// May an answer be started at `now`?
    pub fn check_start(&self, now: Timestamp) -> Result<(), SurveyClosed> {
        match self.window(now) {
            Window::Open => Ok(()),
            Window::NotYet => Err(SurveyClosed::NotYet),
            Window::Grace | Window::Closed => Err(SurveyClosed::Over),
        }
    }

    /// May an answer begun at `started_at` be continued and sent at `now`?
    pub fn check_send(&self, started_at: Timestamp, now: Timestamp) -> Result<(), SurveyClosed> {
        match self.window(now) {
            Window::Open => Ok(()),
            Window::Grace if started_at < self.closes_at => Ok(()),
            Window::NotYet => Err(SurveyClosed::NotYet),
            Window::Grace | Window::Closed => Err(SurveyClosed::Over),
        }
    }

    /// The same calendar with a later deadline. A survey that is over may be opened again this way.
    pub fn extended(&self, closes_at: Timestamp, now: Timestamp) -> Result<Self, InvalidMove> {
        if closes_at <= self.closes_at || closes_at <= now {
            return Err(InvalidMove::NotLater);
        }
        Ok(Self { closes_at, ..self.clone() })
    }

    /// The same calendar with the deadline now. Who has begun keeps the grace.
    pub fn closed_at(&self, now: Timestamp) -> Result<Self, InvalidMove> {
        match self.window(now) {
            // A survey that opened this very moment has no time to be closed in.
            Window::Open if now > self.opens_at => Ok(Self { closes_at: now, ..self.clone() }),
            _ => Err(InvalidMove::NotOpen),
        }
    }

    /// The next moment after `now` at which the survey's pages read differently.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        [self.opens_at, self.closes_at, self.grace_ends_at()].into_iter().find(|&moment| moment > now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY;

    fn calendar() -> Calendar {
        let zone = Zone::parse("Europe/Paris").unwrap();
        Calendar {
            opens_at: zone.moment("2017-02-01T08:00").unwrap(),
            closes_at: zone.moment("2017-03-12T18:00").unwrap(),
            zone,
            grace_hours: 72,
        }
    }

    #[test]
    fn the_window_moves_through_its_four_states() {
        let c = calendar();
        assert_eq!(c.window(c.opens_at.plus(-1)), Window::NotYet);
        assert_eq!(c.window(c.opens_at), Window::Open);
        assert_eq!(c.window(c.closes_at.plus(-1)), Window::Open);
        assert_eq!(c.window(c.closes_at), Window::Grace);
        assert_eq!(c.window(c.closes_at.plus(3 * DAY - 1)), Window::Grace);
        assert_eq!(c.window(c.closes_at.plus(3 * DAY)), Window::Closed);
    }

    #[test]
    fn grace_is_for_answers_begun_before_the_deadline() {
        let c = calendar();
        let late = c.closes_at.plus(HOUR);
        assert_eq!(c.check_send(c.closes_at.plus(-1), late), Ok(()));
        assert_eq!(c.check_send(c.closes_at, late), Err(SurveyClosed::Over));
        assert_eq!(c.check_start(late), Err(SurveyClosed::Over));
        assert_eq!(c.check_send(c.opens_at, c.grace_ends_at()), Err(SurveyClosed::Over));
    }

    #[test]
    fn a_deadline_moves_later_or_to_this_moment() {
        let c = calendar();
        let later = c.closes_at.plus(7 * DAY);
        assert_eq!(c.extended(later, c.opens_at).map(|c| c.closes_at), Ok(later));
        assert_eq!(c.extended(later, c.grace_ends_at()).map(|c| c.window(later.plus(-1))), Ok(Window::Open));
        for wrong in [c.closes_at, c.closes_at.plus(-DAY)] {
            assert_eq!(c.extended(wrong, c.opens_at), Err(InvalidMove::NotLater));
        }
        assert_eq!(c.extended(later, later), Err(InvalidMove::NotLater));
        let now = c.opens_at.plus(DAY);
        let closed = c.closed_at(now).unwrap();
        assert_eq!(closed.window(now), Window::Grace);
        assert_eq!(closed.check_send(now.plus(-1), now.plus(DAY)), Ok(()));
        for when in [c.opens_at.plus(-1), c.opens_at, c.closes_at] {
            assert_eq!(c.closed_at(when), Err(InvalidMove::NotOpen));
        }
    }

    #[test]
    fn pages_know_when_they_next_change() {
        let c = calendar();
        assert_eq!(c.next_change(c.opens_at.plus(-1)), Some(c.opens_at));
        assert_eq!(c.next_change(c.opens_at), Some(c.closes_at));
        assert_eq!(c.next_change(c.closes_at), Some(c.grace_ends_at()));
        assert_eq!(c.next_change(c.grace_ends_at()), None);
    }
}
