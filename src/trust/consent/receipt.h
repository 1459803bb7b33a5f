#pragma once

// Consent receipts: what somebody agreed to, when, by which text, signed by the operator so that
// the owner can show it to others. The fields are those of Kantara's Consent Receipt 1.1; what
// ISO/IEC TS 27560:2023 has beyond them (events, notice) and what is ours (grant, scope, audit
// leaf) stands in `hibari`. A receipt is a compact JWS (RFC 7515) with EdDSA (RFC 8037); its header
// holds the public key, so that it can be checked offline. Whose key that is, the reader must know
// from elsewhere.

#include "base/json.h"
#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/audit/signing_key.h"
#include "trust/consent/consent.h"
#include "trust/consent/likeness.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Who processes what was recorded, as a receipt names them: the operator of the installation.
struct Controller {
    std::string name = "The operator of this server";
    std::string contact = "The operator";
    std::string address = "see the policy";
    std::string email = "privacy@localhost";
    std::string phone = "none";
    /// Where the policy can be read.
    std::string policy_url = "https://localhost/docs";
    /// ISO 3166 code of the country whose law applies.
    std::string jurisdiction = "ZZ";
};

/// A receipt as it is kept.
struct ConsentReceipt {
    std::string id;
    std::string likeness;
    std::string owner;
    std::int64_t grant_version = 0;
    Json facts;
    /// Empty until it was signed.
    std::string jws;
    std::int64_t created_at_us = 0;
};

/// Everything a receipt says but who issued it.
Json receipt_facts(
    const Likeness& likeness,
    const std::vector<LikenessPerson>& people,
    std::string_view event,
    std::int64_t audit_leaf,
    store::Timestamp now
);

/// All of an owner, of one likeness where `likeness` is not empty, latest first, at most 1,000.
Result<std::vector<ConsentReceipt>> receipts_of(
    store::Transaction& tx, std::string_view owner, std::string_view likeness
);

/// `not_found` unless it is of that owner.
Result<ConsentReceipt> find_receipt(
    store::Transaction& tx, std::string_view owner, std::string_view id
);

/// The signed text of a receipt; signs and keeps it when it is asked for first.
Result<std::string> signed_receipt(
    store::Database& database,
    const ConsentReceipt& receipt,
    const Controller& controller,
    const SigningKey& signer
);

/// A receipt that was read and whose signature is right.
struct CheckedReceipt {
    Json payload;
    /// 32 bytes: the key that signed it, as the receipt says itself.
    std::string public_key;
    std::string key_name;
};

/// Reads a compact JWS and checks its signature, its shape and its required fields.
/// `invalid_argument` says what is wrong in words. At most 256 KiB.
Result<CheckedReceipt> check_receipt(std::string_view jws);

}  // namespace hibari::trust
