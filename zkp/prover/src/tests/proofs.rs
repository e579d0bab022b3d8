//! Every circuit is proven, and as `groth16` proves it.

use aura_zkp_circuits::scenario::Scenario;
use aura_zkp_verifier::{statement::Circuit, Fr};

use crate::{
    circuit, development,
    fast::{create, Blinding},
    prove, ProvingKey,
};

#[test]
fn proofs_are_those_of_groth16() {
    for (id, scenario) in [
        (Circuit::Ownership, Scenario::new as fn(u64) -> Scenario),
        (Circuit::Membership, Scenario::membership),
    ] {
        let parameters = development::parameters(id);
        let key = ProvingKey::from_parameters(
            development::id(id),
            aura_primitives::zkp::Provenance::Development,
            &parameters,
        )
        .unwrap();
        println!("{:?}", key);
        let s = scenario(1);
        let (r, t) = (Fr::from(5), Fr::from(7));
        let ours = create(
            &key,
            circuit::Circuit::new(&s.statement, &s.witness).unwrap(),
            &Blinding::known(r, t),
        )
        .unwrap();
        let theirs = groth16::create_proof(
            circuit::Circuit::new(&s.statement, &s.witness).unwrap(),
            &parameters,
            r,
            t,
        )
        .unwrap();
        assert_eq!(ours.a, theirs.a);
        assert_eq!(ours.b, theirs.b);
        assert_eq!(ours.c, theirs.c);
        prove(&key, &s.statement, &s.witness).unwrap();
        let mut n = std::time::Instant::now();
        for _ in 0..5 {
            groth16::create_proof(
                circuit::Circuit::new(&s.statement, &s.witness).unwrap(),
                &parameters,
                r,
                t,
            )
            .unwrap();
        }
        println!("{:?}", n.elapsed() / 5);
        n = std::time::Instant::now();
        for _ in 0..5 {
            create(
                &key,
                circuit::Circuit::new(&s.statement, &s.witness).unwrap(),
                &Blinding::known(r, t),
            )
            .unwrap();
        }
        println!("{:?}", n.elapsed() / 5);
        n = std::time::Instant::now();
        for _ in 0..5 {
            prove(&key, &s.statement, &s.witness).unwrap();
        }
        println!("{:?}", n.elapsed() / 5);
    }
}
