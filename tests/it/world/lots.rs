//! Prices and ranking of Medway's closed tender, brought through the pages to where a story begins.

use super::World;
use super::evaluation::{OFFICER, press};

impl World {
    /// Quality is signed off and prices are opened: Harbour £198,800, Riverbank £210,000, Kestrel £139,000.
    pub async fn priced() -> Self {
        let world = Self::signed_off().await;
        let prices = format!("/lots/{}/prices", world.lot().await);
        press(&world.person(OFFICER).await, &prices, &prices).await;
        world
    }

    /// The same, and the ranking is frozen: Riverbank first with 88.80, Harbour second with 84.00; Kestrel fails the minimum.
    pub async fn ranked() -> Self {
        let world = Self::priced().await;
        let ranking = format!("/lots/{}/ranking", world.lot().await);
        press(&world.person(OFFICER).await, &ranking, &ranking).await;
        world
    }
}
