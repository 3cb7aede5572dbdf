//! What the record calls the values of its closed lists, for whoever shows them or keeps them in columns.

use crate::{ActorKind, MentionForm, Mode, PublishedFrom, Status};

/// `as_str` for an enumeration; a new variant without a name does not compile.
macro_rules! named {
    ($of:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $of {
            /// Its name in the record's JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$variant),+];
        }
    };
}

named!(PublishedFrom { Option = "option", Metadata = "metadata", Text = "text", None = "none" });
named!(ActorKind {
    Person = "person",
    Polity = "polity",
    Organization = "organization",
    Group = "group",
    Agent = "agent",
    Unnamed = "unnamed",
});
named!(MentionForm {
    Name = "name",
    Title = "title",
    TitleName = "title+name",
    Nisba = "nisba",
    Capital = "capital",
    Pronoun = "pronoun",
    Implicit = "implicit",
});
named!(Status { Held = "held", Planned = "planned" });
named!(Mode { Direct = "direct", Indirect = "indirect", Mixed = "mixed" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        fn same<T: Copy + serde::Serialize>(all: &[T], name: impl Fn(T) -> &'static str) {
            for v in all {
                assert_eq!(serde_json::to_value(v).unwrap(), name(*v));
            }
        }
        same(PublishedFrom::ALL, PublishedFrom::as_str);
        same(ActorKind::ALL, ActorKind::as_str);
        same(MentionForm::ALL, MentionForm::as_str);
        same(Status::ALL, Status::as_str);
        same(Mode::ALL, Mode::as_str);
    }
}
