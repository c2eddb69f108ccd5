//! The regions of all lists: one name for two.
//!
//! Comes in: each region with the namespace of its list's feed. Goes out: the regions of the feed, each under a name that no
//! other has, and which of them a name means in a list. Two lists of one feed that disagree about a region are a fault; two
//! lists of different feeds keep their own.

use uuid::Uuid;

use super::context::Context;
use super::faults::{Fault, Span};
use crate::diagnostic::Code;
use crate::filter::equal;
use crate::place::Region;

/// A region as its list has it.
pub(super) struct OwnRegion {
    pub(super) namespace: Uuid,
    pub(super) name: String,
    pub(super) span: Span,
    /// The region of the feed that it is, which may have another name there.
    pub(super) region: Region,
}

/// The regions of all lists.
#[derive(Default)]
pub(super) struct Regions(Vec<OwnRegion>);

impl Regions {
    /// Adds a region. Another feed's of the same name and other countries has the name already: then it gets one of its own.
    pub(super) fn add(&mut self, context: &mut Context, mut own: OwnRegion) {
        let mut of_name = self.0.iter().filter(|other| other.name == own.name);
        let is_same = |other: &&OwnRegion| other.region.members() == own.region.members();
        if let Some(other) = of_name.clone().find(|other| other.namespace == own.namespace) {
            if !is_same(&other) {
                let message = format!("another list has a region `{}` of other countries", own.name);
                let fault = Fault::new(Code::BadRegion, own.span, message).secondary(other.span, "first defined here");
                context.report(fault.help("give one of the two another name".to_owned()));
            }
            return;
        }
        if let Some(same) = of_name.clone().find(is_same) {
            own.region = same.region.clone();
        } else if let Some(first) = of_name.next() {
            let is_free = |name: &String| !self.0.iter().any(|other| other.region.name() == name);
            let Some(free) = of_namespace(&own.name, own.namespace).into_iter().find(is_free) else { return };
            let message = format!("an earlier list has a region `{}` of other countries", own.name);
            context.report(
                Fault::new(Code::InTwoLists, own.span, message)
                    .label(format!("called `{free}`; the views of this list mean this one"))
                    .secondary(first.span, "keeps its name")
                    .help("give the lists in another order for the other to keep it".to_owned()),
            );
            let title = own.region.title().to_owned();
            own.region = Region::custom(&free, own.region.members().to_vec()).with_title(&title);
        }
        self.0.push(own);
    }

    /// The name in the feed of the region that a list of this namespace calls so; `None` if it is the same name, or the list
    /// has no such region.
    pub(super) fn name_in_feed(&self, namespace: Uuid, called: &str) -> Option<&str> {
        let is_meant = |own: &&OwnRegion| equal(called, &own.name) || equal(called, own.region.title());
        let own = self.0.iter().filter(|own| own.namespace == namespace).find(is_meant)?;
        Some(own.region.name()).filter(|name| *name != own.name)
    }

    /// The regions of the feed.
    pub(super) fn in_feed(&self) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        for own in &self.0 {
            if !regions.iter().any(|other| other.name() == own.region.name()) {
                regions.push(own.region.clone());
            }
        }
        regions
    }
}

/// Names for something of a namespace whose own name is taken by another one's. They are made of the namespace, so that
/// they do not depend on how many lists there are, or in which order.
pub(super) fn of_namespace(name: &str, namespace: Uuid) -> [String; 2] {
    let digits = namespace.simple().to_string();
    [&digits[..8], &digits].map(|digits| format!("{name}-{digits}"))
}
