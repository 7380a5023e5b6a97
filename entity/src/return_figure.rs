//! What a return says of one KPI, as it was last saved.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, KpiId, PersonId, ReturnId, RowId};
use crate::number::Hundredths;
use crate::state::{FigureCame, YesNo};

/// What a return says of one KPI, as it was last saved.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_figure")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The return.
    pub return_id: ReturnId,
    /// The contract.
    pub contract_id: ContractId,
    /// The KPI.
    pub kpi_id: KpiId,
    /// The version of the KPI that it answers.
    pub kpi_version_id: RowId,
    /// A count; of people, how many in this period.
    pub count: Option<i64>,
    /// Of those people, how many were not counted in an earlier period of the year.
    pub new_this_year: Option<i64>,
    /// What is above the line of a rate.
    pub numerator: Option<i64>,
    /// What is below it.
    pub denominator: Option<i64>,
    /// Cases open on the first day, carried from the period before.
    pub opening: Option<i64>,
    /// Cases that were opened.
    pub added: Option<i64>,
    /// Cases that were closed.
    pub closed: Option<i64>,
    /// Cases open on the last day, as counted.
    pub closing: Option<i64>,
    /// An answer of yes or no.
    pub yes: Option<YesNo>,
    /// A score, in hundredths.
    pub score: Option<Hundredths>,
    /// What is told, of a narrative.
    pub words: Option<String>,
    /// Why there is no figure.
    pub none_reason: Option<String>,
    /// What the provider says of it.
    pub comment: Option<String>,
    /// Why it is right, where it was asked whether it is.
    pub reason: Option<String>,
    /// How it came into the record.
    pub came: FigureCame,
    /// When it was saved.
    pub at: DateTimeUtc,
    /// Who saved it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
