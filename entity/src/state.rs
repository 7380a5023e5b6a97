//! Stored states and other coded values, each with the label pages show.

mod returns;

use crate::choice::choices;

pub use returns::*;

choices! {
    /// How far a procurement has come.
    Stage {
        Draft = "draft", "Draft";
        InClearance = "in_clearance", "In clearance";
        ForDecision = "for_decision", "For decision";
        Decided = "decided", "Decided";
        Effective = "effective", "Effective";
        Refused = "refused", "Refused";
        Withdrawn = "withdrawn", "Withdrawn";
    }
    /// What a person may do. Those of a provider's side come last.
    Role {
        Administrator = "administrator", "Administrator";
        ProcurementOfficer = "procurement_officer", "Procurement officer";
        Approver = "approver", "Approver";
        ContractManager = "contract_manager", "Contract manager";
        ReportWriter = "report_writer", "Report writer";
        ClearanceLegal = "clearance_legal", "Clearance officer (legal)";
        ClearanceFinance = "clearance_finance", "Clearance officer (finance)";
        ClearanceEquality = "clearance_equality", "Clearance officer (equality)";
        DemocraticServices = "democratic_services", "Democratic services";
        Auditor = "auditor", "Auditor";
        Evaluator = "evaluator", "Evaluator";
        BidAuthor = "bid_author", "Bid author";
        ReturnPreparer = "return_preparer", "Return preparer";
        AuthorisedSignatory = "authorised_signatory", "Authorised signatory";
        ProviderAdministrator = "provider_administrator", "Provider administrator";
    }
    /// Which set of report templates an authority uses.
    ReportStyle {
        Gateway = "gateway", "Gateway reports";
        Cabinet = "cabinet", "Cabinet reports";
    }
    /// Which report. Its code stands in addresses and on the command line.
    ReportKind {
        Gateway1 = "gateway-1", "Gateway 1 report";
        Cabinet = "cabinet", "Cabinet report";
        Award = "award", "Award report";
        AwardExempt = "award-exempt", "Exempt appendix to the award report";
        AwardDecision = "award-decision", "Officer decision record";
    }
    /// On what occasion a version of a report was kept.
    Occasion {
        Saved = "saved", "Section saved";
        Kept = "kept", "Kept by a writer";
        SentToClearance = "sent_to_clearance", "Sent to clearance";
        PutForward = "put_forward", "Put forward for decision";
        Decided = "decided", "As it was decided on";
    }
    /// How an authority's reports show risk.
    RiskLayout {
        Rows = "rows", "A table of risks";
        Overall = "overall", "One overall level, now and after mitigation";
    }
    /// What a level of a risk key grades.
    RiskAxis {
        Likelihood = "likelihood", "Likelihood";
        Impact = "impact", "Impact";
        Overall = "overall", "Overall level";
    }
    /// What a provider's organisation is.
    OrganisationKind {
        Company = "company", "Company";
        Charity = "charity", "Charity";
        Other = "other", "Another kind of organisation";
    }
    /// What the paper asks of the meeting.
    DecisionType {
        ForDecision = "for_decision", "For Decision";
        ForRecommendation = "for_recommendation", "For Recommendation";
        ForInformation = "for_information", "For Information";
    }
    /// Whether the public may read the paper.
    ReportStatus {
        Public = "public", "Public";
        PartExempt = "part_exempt", "Public, with an exempt appendix";
        Exempt = "exempt", "Exempt";
    }
    /// An answer to a question that has two.
    YesNo {
        Yes = "yes", "Yes";
        No = "no", "No";
    }
    /// How VAT applies to the price.
    Vat {
        Standard = "standard", "Standard rate (20%)";
        Exempt = "exempt", "Exempt or outside the scope";
    }
    /// How a service is to be bought.
    Route {
        OpenTender = "open_tender", "Open tender";
        CompetitiveFlexible = "competitive_flexible", "Competitive flexible procedure";
        Framework = "framework", "Call-off from a framework";
        DirectAward = "direct_award", "Direct award";
    }
    /// What is mainly bought.
    Category {
        Services = "services", "Services";
        Goods = "goods", "Goods";
        Works = "works", "Works";
    }
    /// A person's answer to the question of the Provider Selection Regime.
    HealthAnswer {
        NotHealth = "not_health", "No: it is not a health care service";
        MixedNotHealth = "mixed_not_health", "Partly, but the main subject is not health care";
        Health = "health", "Yes: it is mainly a health care service";
    }
    /// What a statistic counts in.
    StatisticUnit {
        Count = "count", "Number";
        Percent = "percent", "Percent";
        Average = "average", "Average";
        Times = "times", "Times as many";
        Share = "share", "Share of one (0.25 is a quarter)";
    }
    /// Whether money is there.
    Secured {
        Secured = "secured", "Secured";
        Sought = "sought", "Sought";
    }
    /// What stands at the end of a part of the term.
    TermEnd {
        Break = "break", "Break clause (runs on unless someone ends it)";
        Extension = "extension", "Extension option (ends unless the council opts in)";
        End = "end", "End of the term";
    }
    /// Inside or outside the authority.
    ConsultationKind {
        Internal = "internal", "Internal";
        External = "external", "External";
    }
    /// How far a consultation has come.
    ConsultationState {
        Done = "done", "Done";
        Ongoing = "ongoing", "Going on";
        Planned = "planned", "Planned";
    }
    /// An appendix or a background paper.
    AppendixKind {
        Appendix = "appendix", "Appendix";
        Background = "background", "Background paper";
    }
    /// What a clearance officer checks.
    ClearanceKind {
        Legal = "legal", "Legal";
        Finance = "finance", "Finance";
        Equality = "equality", "Equality";
    }
    /// What a clearance officer answered.
    ClearanceAnswer {
        Cleared = "cleared", "Cleared";
        Returned = "returned", "Returned for changes";
    }
    /// What was decided.
    DecisionAnswer {
        Approved = "approved", "Approved";
        Refused = "refused", "Refused";
    }
    /// Whether a decision may be, or was, called in.
    CallIn {
        Open = "open", "May be called in";
        NotSubject = "not_subject", "Not subject to call-in";
        CalledIn = "called_in", "Called in";
        Passed = "passed", "Not called in";
        Upheld = "upheld", "Called in, and the decision stands";
    }
    /// Which retention period the detail of a change falls under.
    RetentionKind {
        Procurement = "procurement", "Changes to procurements";
        People = "people", "Changes to people and their roles";
        Settings = "settings", "Changes to an authority's settings";
        Tender = "tender", "Changes to tenders";
        Bid = "bid", "Changes to bids";
        Contract = "contract", "Changes to contracts";
    }
    /// How far a tender has come.
    TenderStage {
        Draft = "draft", "Draft";
        Published = "published", "Published";
        Opened = "opened", "Opened";
        Cancelled = "cancelled", "Cancelled";
    }
    /// How a price becomes a score.
    FormulaKind {
        Inverse = "inverse", "Inverse proportion";
        Linear = "linear", "Linear deviation from the lowest";
        Mean = "mean", "Mean (standard differential)";
        Range = "range", "Range";
        PricePerQualityPoint = "price_per_quality_point", "Price per quality point";
        Benchmark = "benchmark", "Benchmark (floor and ceiling)";
        Fixed = "fixed", "Fixed price";
    }
    /// What happens to a bid above the price ceiling.
    AboveCeiling {
        Disregarded = "disregarded", "It is disregarded";
        Counted = "counted", "It is scored like any other";
    }
    /// Which totals are ranked.
    RankOn {
        Published = "published", "Published totals, rounded to two decimals";
        Exact = "exact", "Exact totals, nothing rounded";
    }
    /// What separates equal totals.
    TieRule {
        Quality = "quality", "The higher quality score";
        Criterion = "criterion", "The higher score on one question";
        Price = "price", "The lower price";
        Draw = "draw", "A draw before witnesses";
    }
    /// What a condition of participation is about.
    ConditionKind {
        Legal = "legal", "Legal capacity";
        Financial = "financial", "Financial capacity";
        Accounts = "accounts", "Audited accounts";
        Insurance = "insurance", "Insurance";
        Technical = "technical", "Technical ability";
        Professional = "professional", "Qualifications and experience";
    }
    /// By when a condition of participation must be met.
    NeededBy {
        WithBid = "with_bid", "With the bid";
        BeforeAward = "before_award", "Before the award";
        AtStart = "at_start", "When the contract starts";
    }
    /// Who reads the answer to a question.
    AnswerTo {
        Everyone = "everyone", "Everyone, without saying who asked";
        AskerOnly = "asker_only", "Only who asked, because it is commercially confidential";
    }
    /// A seat on the panel.
    PanelSeat {
        Moderator = "moderator", "Moderator";
        Evaluator = "evaluator", "Evaluator";
    }
    /// How far a bid has come.
    BidStage {
        Draft = "draft", "Draft";
        Submitted = "submitted", "Submitted";
        Withdrawn = "withdrawn", "Withdrawn";
    }
    /// What a part of a bid is. Parts are sealed apart.
    PartKind {
        Declaration = "declaration", "Declarations";
        Condition = "condition", "Condition of participation";
        Answer = "answer", "Answer";
        Price = "price", "Price";
        File = "file", "File";
    }
    /// What a check of a bid is about.
    CheckKind {
        Condition = "condition", "Condition of participation";
        Mandatory = "mandatory", "Mandatory grounds for exclusion";
        Discretionary = "discretionary", "Discretionary grounds for exclusion";
        Debarment = "debarment", "Debarment list";
    }
    /// What came of a check of a bid.
    CheckOutcome {
        Open = "open", "To be checked";
        Asked = "asked", "Bidder asked";
        Passed = "passed", "Passed";
        PutRight = "put_right", "Put right";
        Replaced = "replaced", "Sub-contractor replaced";
        Failed = "failed", "Failed: the bid is out";
    }
    /// What an approver decided of an interest that was declared.
    ConflictDecision {
        Removed = "removed", "Removed from the panel";
        Kept = "kept", "Kept on the panel";
    }
    /// How a bid left the evaluation after it was opened.
    ExitKind {
        Withdrawn = "withdrawn", "Withdrawn by the bidder";
        Disregarded = "disregarded", "Disregarded by the council";
    }
    /// What makes a price look abnormally low.
    LowRule {
        OthersMean = "others_mean", "It is below the mean of the other bids by a share";
        Benchmark = "benchmark", "It is below the published benchmark or value by a share";
        ByEye = "by_eye", "No figure: an officer looks at each price";
    }
    /// What was decided of a price that looked abnormally low.
    LowOutcome {
        Accepted = "accepted", "The price is explained: the bid stays";
        Disregarded = "disregarded", "The price is not explained: the bid is out";
    }
    /// Whether a contract is awarded.
    AwardKind {
        Award = "award", "A contract is awarded";
        NoAward = "no_award", "No contract is awarded";
    }
    /// On which ground no contract is awarded.
    NoAwardGround {
        NoBids = "no_bids", "No bids came";
        NoneLeft = "none_left", "No bid is left";
        OverBudget = "over_budget", "Every bid is over budget";
        Tie = "tie", "Bids are equal, and the terms separate them no further";
        Other = "other", "Another ground";
    }
    /// Which standstill an award has.
    StandstillKind {
        Mandatory = "mandatory", "Mandatory";
        Voluntary = "voluntary", "Voluntary";
        Without = "without", "None";
    }
    /// How a winner fell away before the contract was signed.
    WinnerFailure {
        Withdrew = "withdrew", "The winner withdrew";
        FailedChecks = "failed_checks", "The winner failed its checks";
    }
    /// What happens to the ranking when the winner falls away, as published.
    IfWinnerFails {
        ScoresStand = "scores_stand", "The scores stand, and the next bid wins";
        Recompute = "recompute", "The scores are worked out again without it";
    }
    /// How far a contract has come.
    ContractStage {
        SettingUp = "setting_up", "Being set up";
        InForce = "in_force", "In force";
        Ended = "ended", "Ended";
        Abandoned = "abandoned", "Given up";
    }
    /// How a contract ended.
    ContractEnd {
        Expired = "expired", "Its term expired";
        Break = "break", "Ended at a break clause";
        Agreed = "agreed", "Ended by agreement";
        Breach = "breach", "Ended for breach or poor performance";
        Other = "other", "Ended otherwise";
    }
    /// What a contract is the result of, as the register says.
    Procured {
        Tender = "tender", "A published invitation to tender";
        Quotes = "quotes", "An invitation to quote";
        Neither = "neither", "Neither: it was awarded directly";
    }
    /// In what a time of notice is counted.
    NoticeUnit {
        Months = "months", "Months";
        Days = "days", "Days";
    }
    /// Who may give notice.
    NoticeBy {
        Council = "council", "The council";
        Provider = "provider", "The provider";
        Either = "either", "Either side";
    }
    /// Which days are counted.
    DayCount {
        Days = "days", "Days";
        WorkingDays = "working_days", "Working days";
    }
    /// What is decided at a break clause or an extension option.
    BreakAnswer {
        Continue = "continue", "Let it run on";
        End = "end", "End it, or let it end";
        Extend = "extend", "Extend it";
        Renegotiate = "renegotiate", "Renegotiate, then decide again";
    }
    /// When a decision-maker decides.
    Decides {
        AtMeetings = "at_meetings", "At meetings of the committee calendar";
        AnyDay = "any_day", "On any working day";
    }
    /// A step on the way to a break clause or an extension option.
    StepKind {
        Return = "return", "Latest return that can inform it";
        ForwardPlan = "forward_plan", "Notice in the forward plan";
        Report = "report", "Report deadline";
        Agenda = "agenda", "Agenda published";
        Meeting = "meeting", "Decision";
        Published = "published", "Decision published";
        CallIn = "call_in", "End of call-in";
        Serve = "serve", "Last safe day to send notice";
        Received = "received", "Last day for notice to be received";
        Turn = "turn", "Last day of this part of the term";
    }
    /// On which legal ground a contract is varied.
    VariationGround {
        LegacyReviewClause = "legacy_review_clause", "A clear review clause or option (regulation 72(1)(a))";
        LegacyAdditional = "legacy_additional", "Additional services that another provider cannot give (regulation 72(1)(b))";
        LegacyUnforeseen = "legacy_unforeseen", "Circumstances that could not be foreseen (regulation 72(1)(c))";
        LegacyNewProvider = "legacy_new_provider", "A new provider takes its place (regulation 72(1)(d))";
        LegacyNotSubstantial = "legacy_not_substantial", "Not substantial (regulation 72(1)(e))";
        LegacySmall = "legacy_small", "Below the threshold and below 10% (regulation 72(1)(f))";
        ActProvidedFor = "act_provided_for", "Provided for in the contract (schedule 8)";
        ActUrgent = "act_urgent", "Urgency, or protection of life (schedule 8)";
        ActUnforeseeable = "act_unforeseeable", "Unforeseeable circumstances (schedule 8)";
        ActKnownRisk = "act_known_risk", "A known risk that has come about (schedule 8)";
        ActAdditional = "act_additional", "Additional goods, services or works (schedule 8)";
        ActRestructuring = "act_restructuring", "Transfer on corporate restructuring (schedule 8)";
        ActNotSubstantial = "act_not_substantial", "Not a substantial modification (section 74(3))";
        ActSmall = "act_small", "A below-threshold modification (section 74(4))";
        ActLightTouch = "act_light_touch", "A light touch contract (section 74(2))";
        HealthProvidedFor = "health_provided_for", "Clearly provided for in the contract (regulation 13(1)(a))";
        HealthNewProvider = "health_new_provider", "Only the identity of the provider changes (regulation 13(1)(b))";
        HealthExternal = "health_external", "External factors beyond control (regulation 13(1)(c))";
        HealthSmall = "health_small", "Below £500,000 or below 25%, and not materially different (regulation 13(1)(d))";
        ByTheContract = "by_the_contract", "As the contract allows: no statutory limit applies";
    }
    /// How a payment came into the record.
    PaymentCame {
        Typed = "typed", "Typed";
        File = "file", "From a file";
    }
    /// Whether a cost that is avoided would have come once or every year.
    Recurs {
        Once = "once", "It saves once";
        EveryYear = "every_year", "It saves in every later year too";
    }
    /// Whether a risk is still one.
    RiskStanding {
        Open = "open", "Open";
        Closed = "closed", "Closed";
    }
    /// How an improvement plan stands.
    PlanStanding {
        Open = "open", "Going on";
        Met = "met", "Met";
        NotMet = "not_met", "Not met";
    }
    /// How a default stands.
    DefaultStanding {
        Open = "open", "To be put right";
        Remedied = "remedied", "Put right";
        NotRemedied = "not_remedied", "Not put right";
        Withdrawn = "withdrawn", "Notice withdrawn";
    }
    /// A side of a contract.
    ContactSide {
        Council = "council", "Council";
        Provider = "provider", "Provider";
    }
    /// What a document of a contract is.
    DocumentKind {
        Contract = "contract", "Signed contract";
        Specification = "specification", "Specification";
        Variation = "variation", "Variation";
        Plan = "plan", "Plan";
        Minutes = "minutes", "Minutes";
        Notice = "notice", "Notice";
        Other = "other", "Other";
    }
    /// Which plan a step belongs to.
    PlanKind {
        Mobilisation = "mobilisation", "Mobilisation";
        Exit = "exit", "Exit";
    }
    /// How often a return is due.
    Rhythm {
        Monthly = "monthly", "Every month";
        Quarterly = "quarterly", "Every quarter";
        Yearly = "yearly", "Every year";
    }
    /// From which year periods of returns are counted.
    RhythmFrom {
        Financial = "financial", "Financial years, from 1 April";
        Contract = "contract", "Contract years, from its first day";
    }
}
