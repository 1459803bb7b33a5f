#include "trust/consent/receipt.h"

#include "base/base64.h"
#include "base/text.h"
#include "trust/consent/jws.h"
#include "trust/consent/testing_rows.h"

#include <gmock/gmock.h>

namespace hibari::trust {
namespace {

using store::Transaction;
using ::testing::HasSubstr;

class Receipts : public ConsentRows {
  protected:
    ConsentReceipt receipt() {
        const Likeness likeness = made(wanted("ann", Level::kApproved));
        return database
            ->read([&](Transaction& tx) { return receipts_of(tx, "user_owner", likeness.id); })
            ->front();
    }

    std::string signed_text(const ConsentReceipt& receipt) {
        return signed_receipt(*database, receipt, {}, signer).value();
    }

    const SigningKey signer = local_signing_key("receipts", std::string(32, 'k')).value();
};

// RFC 8037, appendix A: key, header, payload and signature.
TEST(Jws, IsTheOneOfTheStandard) {
    const std::string seed = *from_base64url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    const SigningKey signer = local_signing_key("k", seed).value();
    EXPECT_EQ(to_base64url(signer.public_key), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    const std::string text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    EXPECT_EQ(
        to_base64url(signer.sign(text).value()),
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
    );
}

TEST(Jws, RefusesWhatNobodySigned) {
    EXPECT_FALSE(check_jws(""));
    EXPECT_FALSE(check_jws("a.b.c"));
    EXPECT_FALSE(check_jws("..."));
    const std::string none = to_base64url(R"({"alg":"none"})") + "." + to_base64url("{}") + ".";
    EXPECT_THAT(check_jws(none).error().message, HasSubstr("not signed by an Ed25519"));
    EXPECT_FALSE(from_base64url("AB=="));
    EXPECT_FALSE(from_base64url("AB"));  // Its last four bits are not zero.
}

TEST_F(Receipts, HaveTheFieldsOfTheStandardAndHoldWhenChecked) {
    const std::string jws = signed_text(receipt());
    const CheckedReceipt checked = check_receipt(jws + "\n").value();
    EXPECT_EQ(checked.public_key, signer.public_key);
    EXPECT_EQ(checked.key_name, "receipts");
    const Json& payload = checked.payload;
    EXPECT_EQ(payload.at("version"), Json("KI-CR-v1.1.0"));
    EXPECT_EQ(payload.at("piiPrincipalId"), Json("user_owner"));
    EXPECT_EQ(payload.at("sensitive"), Json(true));
    EXPECT_EQ(payload.at("services").at(0).at("purposes").at(0).at("primaryPurpose"), Json(true));
    const Json& own = payload.at("hibari");
    EXPECT_EQ(own.at("scope").at("who"), Json("approved"));
    EXPECT_EQ(own.at("auditLeaf"), Json(0));
    EXPECT_EQ(own.at("grant").at("version"), Json(1));
    EXPECT_EQ(own.at("state"), Json("active"));
}

// By these words, and the line feeds of checkpoints, the keeper tells what it signs apart.
TEST_F(Receipts, BeginAsTheKeeperKnowsThem) {
    EXPECT_TRUE(signed_text(receipt()).starts_with(
        to_base64url(R"({"alg":"EdDSA","typ":"consent-receipt+jws")")
    ));
}

TEST_F(Receipts, AreSignedOnce) {
    const ConsentReceipt first = receipt();
    const std::string jws = signed_text(first);
    const SigningKey other = local_signing_key("other", std::string(32, 'o')).value();
    EXPECT_EQ(signed_receipt(*database, first, {}, other).value(), jws);
    EXPECT_FALSE(database->read([&](Transaction& tx) {
        return find_receipt(tx, "user_b", first.id);
    }));
}

TEST_F(Receipts, AnyByteThatWasChangedIsFound) {
    const std::string jws = signed_text(receipt());
    for (std::size_t i = 0; i < jws.size(); i += 7) {
        std::string touched = jws;
        touched[i] = touched[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(check_receipt(touched)) << i;
    }
    EXPECT_FALSE(check_receipt(jws.substr(0, jws.size() - 4)));
}

TEST_F(Receipts, AForgedOneWithItsOwnKeyNamesThatKey) {
    const std::string payload = check_jws(signed_text(receipt())).value().payload;
    const SigningKey forger = local_signing_key("receipts", std::string(32, 'f')).value();
    const auto forged = check_receipt(sign_jws(payload, "consent-receipt+jws", forger).value());
    // It holds by itself, and the reader sees that the key is not the operator's.
    EXPECT_EQ(forged.value().public_key, forger.public_key);
    EXPECT_NE(forged.value().public_key, signer.public_key);
}

TEST_F(Receipts, AReceiptWithoutAFieldIsNone) {
    const auto checked = [&](const std::string& payload) {
        return check_receipt(sign_jws(payload, "t", signer).value()).error().message;
    };
    EXPECT_THAT(checked("[]"), HasSubstr("no JSON object"));
    EXPECT_THAT(checked("{}"), HasSubstr("lacks its field version"));
    std::string payload = check_jws(signed_text(receipt())).value().payload;
    const std::size_t at = payload.find("You are about");
    payload.replace(at, 3, "Yes");
    EXPECT_THAT(checked(payload), HasSubstr("not the one that was agreed to"));
}

TEST_F(Receipts, AreOfAThingWithoutBeingCalledBiometric) {
    NewLikeness thing = wanted("mug");
    thing.kind = LikenessKind::kObject;
    thing.notice = notice_hash(thing.kind, thing.scope);
    made(thing);
    const auto receipts =
        database->read([](Transaction& tx) { return receipts_of(tx, "user_owner", ""); }).value();
    const Json payload = check_receipt(signed_text(receipts.front())).value().payload;
    EXPECT_EQ(payload.at("sensitive"), Json(false));
    EXPECT_EQ(payload.at("spiCat").size(), 0U);
}

}  // namespace
}  // namespace hibari::trust
