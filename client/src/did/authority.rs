//! Checks that the signers suffice for a call, by the rules of `pallet-did`, before it is paid for.

use super::{
    signers::{self, controlling, signing, Views},
    Account, Control, Controller, Problem, Signer,
};
use crate::{Error, Result};
use aura_primitives::did::{view::ActiveView, Did, KeyIndex, Relationship, Relationships};
use std::collections::BTreeMap;

impl Views<'_> {
    /// Checks that these signers prove one of the relationships that a call of `did` requires.
    ///
    /// # Errors
    /// [`Problem::NotProven`] if they do not.
    pub async fn expect_proven(
        &mut self,
        did: &Did,
        who: &[Signer],
        asked: Relationships,
    ) -> Result<()> {
        let view = self.view(did).await?.clone();
        let mut controllers = BTreeMap::new();
        for controller in &view.control.controllers {
            if let Controller::Did(controller) = controller {
                controllers.insert(*controller, self.threshold(controller).await?);
            }
        }
        let proven = proven(&view, who, &controllers);
        if !(proven & asked).is_empty() {
            return Ok(());
        }
        let who: Vec<_> = who.iter().map(signers::name).collect();
        let asked: Vec<_> = asked.iter().map(Relationship::name).collect();
        Err(Problem::NotProven {
            did: did.to_string(),
            who: who.join(", "),
            relationship: asked.join(" or "),
        }
        .into())
    }

    /// Returns the number of a controller's keys that must sign; `None` if it cannot sign at
    /// present.
    async fn threshold(&mut self, did: &Did) -> Result<Option<usize>> {
        match self.view(did).await {
            Ok(view) if view.control.is_own() => Ok(Some(least(&view.control))),
            Ok(_) | Err(Error::Did(Problem::NotFound(_) | Problem::Deactivated(_))) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Returns the relationships that signers prove for a DID. `controllers` has the number of keys
/// that each controlling DID needs.
fn proven(
    view: &ActiveView<Account>,
    who: &[Signer],
    controllers: &BTreeMap<Did, Option<usize>>,
) -> Relationships {
    let has_signed = |index: &KeyIndex| who.contains(&Signer::Own(*index));
    // Control of the DID may take several of its keys.
    let single = Relationships::SIGNING.without(Relationships::CONTROL);
    let own: Relationships = single
        .iter()
        .filter(|relationship| signing(view, *relationship).iter().any(has_signed))
        .collect();
    let keys = controlling(view)
        .into_iter()
        .filter(|index| has_signed(index));
    let agreed = |controller: &&Controller| match controller {
        Controller::Account(account) => who.contains(&Signer::Account(*account)),
        Controller::Did(did) => {
            let keys = who
                .iter()
                .filter(|signer| matches!(signer, Signer::Did(by, _) if by == did));
            let needed = controllers.get(did).copied().flatten();
            needed.is_some_and(|needed| keys.count() >= needed)
        }
    };
    let (count, all) = if view.control.is_own() {
        (keys.count(), Relationships::CONTROL)
    } else {
        let agreed = view.control.controllers.iter().filter(agreed).count();
        (agreed, Relationships::SIGNING)
    };
    if count >= least(&view.control) {
        own | all
    } else {
        own
    }
}

fn least(control: &Control) -> usize {
    control.threshold.max(1).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use aura_primitives::did::{view::VerificationMethodView, Fragment, PublicKey, Stamp};

    const OTHER: [u8; 32] = [8; 32];

    fn view(keys: &[Relationships], control: Control) -> ActiveView<Account> {
        let stamp = Stamp { block: 1, time: 1 };
        let methods = keys
            .iter()
            .zip(1..)
            .map(|(relationships, index)| VerificationMethodView {
                fragment: Fragment::Key(index).to_string(),
                multikey: PublicKey::Ed25519([1; 32]).to_multikey(),
                relationships: *relationships,
                expires: None,
                revoked: None,
            });
        ActiveView {
            methods: methods.collect(),
            services: vec![],
            also_known_as: vec![],
            control,
            nonce: 0,
            created: stamp,
            updated: stamp,
            previous: None,
            history: [0; 32],
            depositor: [0; 32],
        }
    }

    fn own(index: KeyIndex) -> Signer {
        Signer::Own(index)
    }

    #[test]
    fn a_key_proves_what_it_is_for_and_no_more() {
        let mut control = Control::own();
        control.threshold = 2;
        let assertion = Relationships::ASSERTION;
        let keys = [assertion, Relationships::CONTROL, Relationships::CONTROL];
        let mut view = view(&keys, control);
        let none = BTreeMap::new();
        assert_eq!(proven(&view, &[own(1)], &none), assertion);
        // Control of the DID takes two keys.
        assert!(proven(&view, &[own(2)], &none).is_empty());
        let both = proven(&view, &[own(2), own(3)], &none);
        assert_eq!(both, Relationships::CONTROL);
        // A retired key proves nothing.
        for method in &mut view.methods {
            method.expires = Some(1);
        }
        assert!(proven(&view, &[own(1), own(2), own(3)], &none).is_empty());
        assert!(proven(&view, &[own(9)], &none).is_empty());
    }

    #[test]
    fn controllers_prove_everything_together() {
        let other = Did::from(OTHER);
        let account = Signer::Account([3; 32]);
        let controllers = vec![Controller::Account([3; 32]), Controller::Did(other)];
        let control = Control {
            controllers: controllers.try_into().unwrap(),
            threshold: 2,
        };
        let view = view(&[Relationships::ASSERTION], control);
        let needs = |keys| BTreeMap::from([(other, keys)]);
        let who = [account, Signer::Did(other, 1)];
        assert_eq!(proven(&view, &who, &needs(Some(1))), Relationships::SIGNING);
        assert!(proven(&view, &who, &needs(Some(2))).is_empty());
        assert!(proven(&view, &who, &needs(None)).is_empty());
        assert!(proven(&view, &who[..1], &needs(Some(1))).is_empty());
    }
}
