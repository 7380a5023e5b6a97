//! What is done, as the record of actions tells it: the code it keeps, and the words that pages show.

use entity::state::RetentionKind;

macro_rules! actions {
    ($($name:ident = $code:literal, $kind:ident, $words:literal;)+) => {
        /// What is done, as the record of actions tells it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action { $(#[doc = $words] $name,)+ }

        impl Action {
            /// What the audit line keeps.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
            /// How it is told, after who did it.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }
            /// Which retention period its detail falls under.
            #[must_use]
            pub fn kind(self) -> RetentionKind {
                match self { $(Self::$name => RetentionKind::$kind,)+ }
            }
            /// The action with this code.
            #[must_use]
            pub fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

actions! {
    OpenHouse = "open_house", Settings, "opened the record";
    AddAuthority = "add_authority", Settings, "added an authority";
    ChangeSettings = "change_settings", Settings, "changed the authority’s settings";
    AddOrganisation = "add_organisation", People, "added an organisation";
    InvitePerson = "invite_person", People, "invited someone";
    ChangeRoles = "change_roles", People, "changed someone’s roles";
    DisablePerson = "disable_person", People, "stopped someone’s sign-in";
    EnablePerson = "enable_person", People, "allowed someone to sign in again";
    InviteAgain = "invite_again", People, "sent someone a new link to choose a password";
    StartProcurement = "start_procurement", Procurement, "started the procurement";
    EditPart = "edit_part", Procurement, "changed a part of the procurement";
    AddRow = "add_row", Procurement, "added an entry";
    EditRow = "edit_row", Procurement, "changed an entry";
    RemoveRow = "remove_row", Procurement, "removed an entry";
    MoveRow = "move_row", Procurement, "moved an entry";
    SendToClearance = "send_to_clearance", Procurement, "sent it to clearance";
    TakeBack = "take_back", Procurement, "took it back to draft";
    Clear = "clear", Procurement, "answered on clearance";
    PutForDecision = "put_for_decision", Procurement, "put it forward for decision";
    RecordDecision = "record_decision", Procurement, "recorded the decision";
    RecordCallIn = "record_call_in", Procurement, "recorded what became of the call-in";
    Withdraw = "withdraw", Procurement, "withdrew it";
    WriteSection = "write_section", Procurement, "changed a section of the report";
    KeepReport = "keep_report", Procurement, "kept a version of the report";
    DisposeDetails = "dispose_details", Settings, "disposed of details past their retention period";
}
