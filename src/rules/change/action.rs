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
    StartTender = "start_tender", Tender, "started the tender";
    EditTender = "edit_tender", Tender, "changed a part of the tender";
    AddTenderRow = "add_tender_row", Tender, "added an entry to the tender";
    EditTenderRow = "edit_tender_row", Tender, "changed an entry of the tender";
    RemoveTenderRow = "remove_tender_row", Tender, "removed an entry of the tender";
    MoveTenderRow = "move_tender_row", Tender, "moved an entry of the tender";
    ChooseScale = "choose_scale", Tender, "chose a scoring scale";
    AddTenderFile = "add_tender_file", Tender, "added a document to the tender";
    RemoveTenderFile = "remove_tender_file", Tender, "took a document out of the tender";
    PublishTender = "publish_tender", Tender, "published the tender";
    BeginAmendment = "begin_amendment", Tender, "began an amendment of the tender";
    PublishAmendment = "publish_amendment", Tender, "published an amendment of the tender";
    ExtendDeadline = "extend_deadline", Tender, "extended the deadline for everybody";
    ReopenTender = "reopen_tender", Tender, "reopened the tender for everyone";
    CancelTender = "cancel_tender", Tender, "cancelled the tender";
    RecordEndingNotice = "record_ending_notice", Tender, "recorded the notice that the procurement has ended";
    FollowTender = "follow_tender", Tender, "asked to be told of the tender";
    UnfollowTender = "unfollow_tender", Tender, "no longer wants to be told of the tender";
    AskQuestion = "ask_question", Tender, "asked a question about the tender";
    AnswerQuestion = "answer_question", Tender, "answered a question about the tender";
    SeatOnPanel = "seat_on_panel", Tender, "put someone on the panel";
    LeavePanel = "leave_panel", Tender, "took someone off the panel";
    BeginOpening = "begin_opening", Tender, "began the opening of the bids";
    OpenBids = "open_bids", Tender, "opened the bids as the second person";
    RegisterOrganisation = "register_organisation", People, "registered an organisation";
    ChangeOrganisation = "change_organisation", People, "changed the organisation’s details";
    StartBid = "start_bid", Bid, "started a bid";
    SealPart = "seal_part", Bid, "saved a part of the bid";
    RemovePart = "remove_part", Bid, "took a part out of the bid";
    SubmitBid = "submit_bid", Bid, "submitted the bid";
    WithdrawBid = "withdraw_bid", Bid, "withdrew the bid";
    RefuseLateBid = "refuse_late_bid", Bid, "was refused: the bid came too late";
    AddCheck = "add_check", Bid, "added a check of the bid";
    DecideCheck = "decide_check", Bid, "decided a check of the bid";
    AskBidder = "ask_bidder", Bid, "asked the bidder to put something right";
    RecordNotified = "record_notified", Bid, "recorded that an exclusion was notified";
    RespondToCheck = "respond_to_check", Bid, "answered what the council asked";
    BeginEvaluation = "begin_evaluation", Tender, "began the evaluation of the bids";
    AssignQuestion = "assign_question", Tender, "gave a question to an evaluator";
    UnassignQuestion = "unassign_question", Tender, "took a question from an evaluator";
    GiveOutQuestions = "give_out_questions", Tender, "settled who scores which question";
    ReleaseEvaluator = "release_evaluator", Tender, "released an evaluator";
    DeclareInterests = "declare_interests", Tender, "declared their interests in the bidders";
    DecideConflict = "decide_conflict", Tender, "decided on a declared interest";
    SaveScores = "save_scores", Tender, "saved scores";
    LockScores = "lock_scores", Tender, "submitted scores, which locked them";
    OpenModeration = "open_moderation", Tender, "opened the moderation of a question";
    RecordMeeting = "record_meeting", Tender, "recorded the moderation meeting";
    ModerateScore = "moderate_score", Tender, "recorded a moderated score";
    AskForClarity = "ask_for_clarity", Bid, "asked the bidder to make something clear";
    MakeClear = "make_clear", Bid, "made clear what the council asked";
    RecordExit = "record_exit", Tender, "took a bid out of the evaluation";
    SignOffQuality = "sign_off_quality", Tender, "signed off the quality of a lot";
    OpenPrices = "open_prices", Tender, "opened the prices of a lot";
    AskAboutPrice = "ask_about_price", Bid, "asked the bidder to explain its price";
    ExplainPrice = "explain_price", Bid, "explained its price";
    DecideLowPrice = "decide_low_price", Tender, "decided on a price that looked abnormally low";
    FreezeRanking = "freeze_ranking", Tender, "froze the ranking of a lot";
    RecordDraw = "record_draw", Tender, "recorded a draw before witnesses";
    KeepWhatIf = "keep_what_if", Tender, "chose whether the case file shows what would change the winner";
    DecideAward = "decide_award", Tender, "recorded the award decision";
    DecideNoAward = "decide_no_award", Tender, "recorded that no contract is awarded";
    CloseAwardCallIn = "close_award_call_in", Tender, "recorded what became of the award’s call-in";
    WithholdPassages = "withhold_passages", Tender, "marked up what other bidders do not read";
    SendSummaries = "send_summaries", Tender, "told the bidders of the outcome";
    RecordAwardNotice = "record_award_notice", Tender, "recorded the award notice";
    RecordChallenge = "record_challenge", Tender, "recorded a challenge";
    EndChallenge = "end_challenge", Tender, "recorded how the challenge ended";
    RecordSignature = "record_signature", Tender, "recorded the signature of the contract";
    RecordAfterNotice = "record_after_notice", Tender, "recorded the notice that follows the end";
    RecordFailure = "record_failure", Tender, "recorded that the winner fell away";
    ImportMeetings = "import_meetings", Settings, "read meetings into the committee calendar";
    KeepIndex = "keep_index", Settings, "changed a price index";
    StartContract = "start_contract", Contract, "started the contract";
    EditContract = "edit_contract", Contract, "changed a part of the contract";
    AddContractRow = "add_contract_row", Contract, "added an entry to the contract";
    EditContractRow = "edit_contract_row", Contract, "changed an entry of the contract";
    RemoveContractRow = "remove_contract_row", Contract, "removed an entry of the contract";
    MoveContractRow = "move_contract_row", Contract, "moved an entry of the contract";
    ChooseIndex = "choose_index", Contract, "chose the index that the price follows";
    BeginContract = "begin_contract", Contract, "put the contract in force";
    ReturnToSetUp = "return_to_set_up", Contract, "took the contract back to be set up";
    AbandonContract = "abandon_contract", Contract, "gave the contract up before it was in force";
    DecideAtBreak = "decide_at_break", Contract, "recorded a decision at a break of the contract";
    CloseContractCallIn = "close_contract_call_in", Contract, "recorded what became of a decision’s call-in";
    WithdrawDecision = "withdraw_decision", Contract, "withdrew a decision at a break of the contract";
    RecordStep = "record_step", Contract, "recorded a step before a break of the contract";
    WriteBreakPack = "write_break_pack", Contract, "wrote for the decision at a break of the contract";
    KeepBreakPaper = "keep_break_paper", Contract, "kept the paper on a break of the contract";
    RecordNoticeGiven = "record_notice_given", Contract, "recorded that notice was given";
    VaryContract = "vary_contract", Contract, "recorded a variation of the contract";
    RecordPayment = "record_payment", Contract, "recorded a payment";
    ImportPayments = "import_payments", Contract, "recorded payments from a file";
    TakeBackPayment = "take_back_payment", Contract, "took back a payment that was a mistake";
    EndContract = "end_contract", Contract, "recorded the end of the contract";
    RecordContractNotice = "record_contract_notice", Contract, "recorded a statutory notice of the contract";
    AddContractDocument = "add_contract_document", Contract, "added a document to the contract";
    RemoveContractDocument = "remove_contract_document", Contract, "took a document out of the contract";
    TimePasses = "time_passes", Contract, "noted what time alone has brought about";
    MakeFeed = "make_feed", Contract, "made a secret calendar address";
    RevokeFeed = "revoke_feed", Contract, "revoked a secret calendar address";
    KeepView = "keep_view", Contract, "kept a view of the register";
    DropView = "drop_view", Contract, "dropped a view of the register";
    TakeOutcomes = "take_outcomes", Contract, "took the outcomes table over into the contract";
    AddKpi = "add_kpi", Contract, "added a KPI";
    ChangeKpi = "change_kpi", Contract, "changed a KPI";
    StopKpi = "stop_kpi", Contract, "stopped a KPI";
    OpenReturns = "open_returns", Contract, "opened returns of the contract";
    SaveFigures = "save_figures", Contract, "saved figures of the return";
    ReadWorkbook = "read_workbook", Contract, "read figures of the return from a workbook";
    AddEvidence = "add_evidence", Contract, "added evidence to the return";
    RemoveEvidence = "remove_evidence", Contract, "took evidence out of the return";
    SendForSignature = "send_for_signature", Contract, "sent the return to be signed";
    DeclineToSign = "decline_to_sign", Contract, "declined to sign the return";
    SubmitReturn = "submit_return", Contract, "submitted the return";
    QueryReturn = "query_return", Contract, "asked about figures of the return";
    AnswerQuery = "answer_query", Contract, "answered a question about the return";
    SendReturnBack = "send_return_back", Contract, "sent the return back";
    AcceptReturn = "accept_return", Contract, "accepted the return";
    CloseReturn = "close_return", Contract, "closed the period without a return";
    ReopenReturn = "reopen_return", Contract, "opened the return again";
    ProposeCorrection = "propose_correction", Contract, "proposed a correction of a figure";
    DecideCorrection = "decide_correction", Contract, "decided on a correction of a figure";
    CheckText = "check_text", Contract, "read a text for what must not be published";
    ProposePlan = "propose_plan", Contract, "began an improvement plan from a KPI";
    WritePerformance = "write_performance", Contract, "wrote for a report on performance";
    IssuePerformance = "issue_performance", Contract, "issued a report on performance";
    DisposeDetails = "dispose_details", Settings, "disposed of details past their retention period";
}
