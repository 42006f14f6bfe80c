//! The drawings: a 24 px grid, a round 1.75 px stroke, the color of the words beside them.
//!
//! An icon never stands alone and says nothing by itself: screen readers skip it.

use std::fmt;

use askama::filters::HtmlSafe;

/// A drawing, inlined where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// A magnifier.
    Search,
    /// A tick.
    Check,
    /// A cross.
    Cross,
    /// A plus.
    Plus,
    /// A pencil: change.
    Pencil,
    /// An arrow down to a tray.
    Download,
    /// An arrow up from a tray.
    Upload,
    /// A printer.
    Print,
    /// Two chain links: a link to copy.
    Link,
    /// An envelope.
    Mail,
    /// A telephone.
    Phone,
    /// A camera.
    Camera,
    /// A page with a folded corner.
    Document,
    /// A folder.
    Folder,
    /// A speech bubble.
    Message,
    /// Two people.
    People,
    /// A pin on a map.
    Place,
    /// A calendar leaf.
    Calendar,
    /// A clock.
    Clock,
    /// A closed padlock.
    Lock,
    /// Waves that reach nobody: no network.
    Offline,
    /// A box: stock, toolbox.
    Box,
    /// Bars of a chart.
    Chart,
    /// A drop of water.
    Water,
    /// A heart with a pulse: health.
    Health,
    /// An open book: education.
    Book,
    /// A leaf: farming, environment.
    Leaf,
    /// A bolt: energy.
    Energy,
}

impl Icon {
    /// Every drawing.
    pub const ALL: [Self; 28] = [
        Self::Search,
        Self::Check,
        Self::Cross,
        Self::Plus,
        Self::Pencil,
        Self::Download,
        Self::Upload,
        Self::Print,
        Self::Link,
        Self::Mail,
        Self::Phone,
        Self::Camera,
        Self::Document,
        Self::Folder,
        Self::Message,
        Self::People,
        Self::Place,
        Self::Calendar,
        Self::Clock,
        Self::Lock,
        Self::Offline,
        Self::Box,
        Self::Chart,
        Self::Water,
        Self::Health,
        Self::Book,
        Self::Leaf,
        Self::Energy,
    ];

    /// The path, on a grid of 24.
    fn path(self) -> &'static str {
        match self {
            Self::Search => "M16 16l5 5M10.5 18a7.5 7.5 0 1 1 0-15 7.5 7.5 0 0 1 0 15z",
            Self::Check => "M4 13l5 5L20 6",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Pencil => "M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3",
            Self::Download => "M12 3v12M7 10.5l5 5 5-5M4 17v4h16v-4",
            Self::Upload => "M12 16V4M7 8.5l5-5 5 5M4 17v4h16v-4",
            Self::Print => "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 0l3.5-3.5a4 4 0 0 0-6-6L12 6M14 10a4 4 0 0 0-6 0l-3.5 3.5a4 4 0 0 0 6 6L12 18"
            }
            Self::Mail => "M3 6h18v13H3zM3 7l9 7 9-7",
            Self::Phone => "M7 2.5h10v19H7zM11 18.5h2",
            Self::Camera => "M3 8h4l2-3h6l2 3h4v12H3zM12 17a3.5 3.5 0 1 1 0-7 3.5 3.5 0 0 1 0 7z",
            Self::Document => "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h7",
            Self::Folder => "M3 5h6l2 3h10v12H3zM3 11h18",
            Self::Message => "M3 4h18v13h-9l-5 4v-4H3zM8 9h8M8 13h5",
            Self::People => {
                "M9 11a3.5 3.5 0 1 1 0-7 3.5 3.5 0 0 1 0 7zM2.5 20v-2c0-2.5 2-4 4-4h5c2 0 4 1.5 4 4v2M16 4.5a3.5 3.5 0 0 1 0 6.5M18.5 14c2 .5 3 2 3 4v2"
            }
            Self::Place => {
                "M12 21s-7-6.5-7-11.5a7 7 0 0 1 14 0C19 14.5 12 21 12 21zM12 12a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5z"
            }
            Self::Calendar => "M4 5h16v16H4zM4 10h16M8 2.5V7M16 2.5V7M8 14h2M14 14h2M8 17.5h2",
            Self::Clock => "M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5.5l3.5 2",
            Self::Lock => "M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 15v2",
            Self::Offline => {
                "M3 3l18 18M2.5 9A14 14 0 0 1 8 5.7M12 5a14 14 0 0 1 9.5 4M6 13a9 9 0 0 1 4-2.2M15 11.3A9 9 0 0 1 18 13M9.5 16.5a4 4 0 0 1 5 0M12 20h.01"
            }
            Self::Box => "M3 8l9-5 9 5v9l-9 5-9-5zM3 8l9 5 9-5M12 13v9",
            Self::Chart => "M4 3v18h17M8 17v-5M13 17V7M18 17v-8",
            Self::Water => "M12 3s7 7 7 11.5a7 7 0 0 1-14 0C5 10 12 3 12 3zM9 15a3 3 0 0 0 3 3",
            Self::Health => {
                "M12 20.5S3 15 3 9a4.5 4.5 0 0 1 9-1.5A4.5 4.5 0 0 1 21 9c0 6-9 11.5-9 11.5zM3.5 12H8l2-3 3 5 1.5-2h6"
            }
            Self::Book => "M12 6c-2-1.7-5-2-9-2v14c4 0 7 .3 9 2 2-1.7 5-2 9-2V4c-4 0-7 .3-9 2zM12 6v14",
            Self::Leaf => "M4 20C4 9 10 4 20 4c0 10-5 15-13 13M4 20c2-5 5-8 9-10",
            Self::Energy => "M13 2L5 13.5h6L10 22l9-12.5h-6z",
        }
    }
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The class sets size, stroke and color, so that a drawing costs its path and little more.
        write!(
            f,
            r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>"#,
            self.path()
        )
    }
}

impl HtmlSafe for Icon {}
