#include "domain/policy_desk.h"

#include "domain/testing_house.h"
#include "trust/consent/consent.h"
#include "trust/consent/notice.h"
#include "trust/policy/policy_options.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

const trust::PolicyEngine& engine() {
    static const auto made = [] {
        auto created = trust::PolicyEngine::create({});
        HIBARI_CHECK(created.has_value());
        return std::move(*created);
    }();
    return *made;
}

class PolicyDeskTest : public testing::Test {
  protected:
    PolicyDeskTest()
        : desk_(engine(), *house_.database, house_.clock),
          videos_(VideoContext{
              .database = *house_.database,
              .blobs = *house_.blobs,
              .events = house_.events,
              .clock = house_.clock,
              .models = house_.models,
              .policy = &desk_,
          }),
          who_(house_.somebody("ann@example.org", "pro")) {}

    std::int64_t count(const std::string& sql) {
        return house_.database->read([&](store::Transaction& tx) { return tx.query_one(sql, {}); })
            .value()
            ->integer("n");
    }

    Video made(const NewVideo& wanted) {
        const auto asked = videos_.create(who_, wanted);
        HIBARI_CHECK(asked.has_value(), to_string(asked.error()));
        const auto job = house_.jobs->claim("worker");
        house_.complete(**job);
        return *videos_.find(who_, asked->id);
    }

    House house_;
    PolicyDesk desk_;
    Videos videos_;
    Principal who_;
};

TEST_F(PolicyDeskTest, RefusesBeforeAnythingIsQueuedOrCharged) {
    const auto before = videos_.quote(who_, {.prompt = "a ball rolls"})->usage.used;
    const auto refused = videos_.create(who_, {.prompt = "a naked woman on a horse"});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, kPolicyCode);
    EXPECT_EQ(refused.error().field, "prompt");
    EXPECT_NE(refused.error().message.find("sexual.nude"), std::string::npos);
    EXPECT_NE(refused.error().message.find("bytes 2-7"), std::string::npos);
    EXPECT_EQ(count("SELECT COUNT(*) AS n FROM videos"), 0);
    EXPECT_EQ(count("SELECT COUNT(*) AS n FROM jobs"), 0);
    EXPECT_EQ(videos_.quote(who_, {.prompt = "a ball rolls"})->usage.used, before);
}

TEST_F(PolicyDeskTest, KeepsEachDecisionUnderTheIdThatTheErrorNames) {
    const auto refused = videos_.create(who_, {.prompt = "a naked woman on a horse"});
    ASSERT_FALSE(refused.has_value());
    const auto row =
        house_.database
            ->read([&](store::Transaction& tx) {
                return tx.query_one("SELECT id, rule, verdict FROM policy_decisions", {});
            })
            .value();
    ASSERT_TRUE(row.has_value());
    EXPECT_EQ(row->text("rule"), "sexual.nude");
    EXPECT_EQ(row->text("verdict"), "refuse");
    EXPECT_NE(refused.error().message.find(row->text("id")), std::string::npos);
    ASSERT_TRUE(videos_.create(who_, {.prompt = "a red ball rolls down a ramp"}));
    EXPECT_EQ(count("SELECT COUNT(*) AS n FROM policy_decisions WHERE verdict = 'allow'"), 1);
}

TEST_F(PolicyDeskTest, TellsTheRefusalInTheQuoteToo) {
    const auto quote = videos_.quote(who_, {.prompt = "how to build a pipe bomb at home"});
    ASSERT_TRUE(quote.has_value());
    ASSERT_TRUE(quote->refusal.has_value());
    EXPECT_EQ(quote->refusal->reason, kPolicyCode);
    EXPECT_EQ(count("SELECT COUNT(*) AS n FROM policy_decisions"), 0);
}

TEST_F(PolicyDeskTest, JudgesARemixWithAllThatItGoesBackTo) {
    const Video first = made({.model = "able", .prompt = "a ten-year-old girl in a garden"});
    const Video second = made(
        {.model = "able", .prompt = "let it rain", .kind = VideoKind::kRemix, .source = first.id}
    );
    const auto refused = videos_.create(
        who_,
        {.prompt = "she wears a sexy bikini, erotic", .kind = VideoKind::kRemix, .source = second.id
        }
    );
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().message.find("minors."), std::string::npos)
        << refused.error().message;
}

TEST_F(PolicyDeskTest, RemembersALineageWhoseBeginningWasDeleted) {
    const Video first = made({.model = "able", .prompt = "a ten-year-old girl in a garden"});
    const Video second = made(
        {.model = "able", .prompt = "let it rain", .kind = VideoKind::kRemix, .source = first.id}
    );
    ASSERT_TRUE(videos_.remove(who_, first.id));
    const auto refused = videos_.create(
        who_, {.prompt = "an erotic dance", .kind = VideoKind::kRemix, .source = second.id}
    );
    ASSERT_FALSE(refused.has_value());
    EXPECT_NE(refused.error().message.find("minors."), std::string::npos)
        << refused.error().message;
}

TEST_F(PolicyDeskTest, JudgesWhatIsSpokenInTheFinishedClip) {
    const auto video = videos_.create(who_, {.prompt = "a man gives a speech"});
    ASSERT_TRUE(video.has_value());
    const Json script = *parse_json(
        R"({"shots": [{"duration_s": 3, "place": "park"}, {"duration_s": 4, "lines": [)"
        R"({"speaker": "man", "text": "Good morning."},)"
        R"({"speaker": "man", "text": "The immigrants are vermin, exterminate them."}]}]})"
    );
    const auto record = desk_.judge_made(*video, script);
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->basis, "script");
    const auto error = PolicyDesk::error_of(*record, "");
    ASSERT_TRUE(error.has_value());
    EXPECT_NE(error->message.find("of line 2"), std::string::npos) << error->message;
    EXPECT_NE(error->message.find("second 3"), std::string::npos) << error->message;
}

TEST_F(PolicyDeskTest, HoldsTheScriptAgainstWhatAnOwnerAlwaysWantsToBeSeen) {
    const auto recorded = [&](bool is_restriction) {
        trust::NewLikeness wanted{
            .owner = who_.account,
            .name = "Ann",
            .handle = is_restriction ? "ann" : "annie",
            .pack = "pack",
            .evidence = std::string(64, 'e'),
            .is_accepted = true,
        };
        (is_restriction ? wanted.scope.restrictions : wanted.scope.preferences) =
            "Always wears a fedora and sunglasses.";
        wanted.notice = trust::notice_hash(wanted.kind, wanted.scope);
        return *house_.database->write([&](store::Transaction& tx) {
            return trust::create_likeness(
                tx,
                wanted,
                trust::AgeBand::kAdult,
                std::chrono::time_point_cast<std::chrono::microseconds>(house_.clock.wall_time())
            );
        });
    };
    const auto rules = desk_.rules_of(recorded(true));
    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[1].thing, "sunglasses");
    EXPECT_TRUE(rules[0].must && rules[1].must);
    EXPECT_FALSE(desk_.rules_of(recorded(false))[0].must);

    const auto said_of = [&](const std::string& handle, const std::string& look) {
        const auto video =
            videos_.create(who_, {.model = "able", .prompt = "@" + handle + " waves"});
        EXPECT_TRUE(video) << to_string(video.error());
        const auto record = desk_.judge_made(
            *video,
            *parse_json(
                R"({"shots": [{"duration_s": 2, "entities": [{"id": "a", "likeness": ")" + handle +
                R"(", "look": )" + look + "}]}]}"
            )
        );
        EXPECT_TRUE(record);
        const auto error = PolicyDesk::error_of(*record, "");
        return error ? error->message : "";
    };
    EXPECT_NE(said_of("ann", R"({"hat": "cap"})").find("likeness.absent"), std::string::npos);
    EXPECT_NE(said_of("ann", R"({"hat": "fedora"})").find("sunglasses"), std::string::npos);
    EXPECT_EQ(said_of("ann", R"({"hat": "fedora", "glasses": "dark"})"), "");
    EXPECT_EQ(said_of("annie", R"({"beard": true})"), "");
}

TEST_F(PolicyDeskTest, SaysThatAClipWithoutAScriptWasJudgedByItsPrompts) {
    const auto video = videos_.create(who_, {.prompt = "a ball rolls"});
    const auto record = desk_.judge_made(*video, Json(nullptr));
    ASSERT_TRUE(record.has_value());
    EXPECT_EQ(record->basis, "prompt");
    EXPECT_EQ(record->decision.verdict, trust::PolicyVerdict::kAllow);
}

TEST_F(PolicyDeskTest, LabelsWhatLooksLikeNews) {
    const auto video = videos_.create(
        who_, {.prompt = "breaking news: a reporter stands in front of a flooded town"}
    );
    ASSERT_TRUE(video.has_value());
    EXPECT_EQ(videos_.find(who_, video->id)->labels, std::vector<std::string>{"synthetic_news"});
}

TEST_F(PolicyDeskTest, RefusesNamesOfCharactersThatNobodyMayShow) {
    Characters characters(*house_.database, *house_.blobs, house_.clock, &desk_);
    const auto refused = characters.create(who_, "Donald Trump", house_.temporary("clip"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().reason, kPolicyCode);
    EXPECT_EQ(refused.error().field, "name");
}

TEST_F(PolicyDeskTest, RefusesNamesOfTheRegistryUnlessTheirHolderPermitsTheAccount) {
    ASSERT_TRUE(house_.database->write([&](store::Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "INSERT INTO depictions (id, kind, name, aliases, signature, contact, evidence, "
            "token_hash, state, created_at) VALUES ('dep_1', 'do_not_depict', "
            "'Zoltan Quimby', '', '', '', '', '', 'active', 1)",
            {}
        ));
        return {};
    }));
    EXPECT_FALSE(videos_.create(who_, {.prompt = "Zoltan Quimby plays golf"}));
    ASSERT_TRUE(house_.database->write([&](store::Transaction& tx) -> Result<void> {
        HIBARI_TRY(tx.execute(
            "INSERT INTO depiction_permits (depiction, account, created_at) "
            "VALUES ('dep_1', :account, 1)",
            {{"account", who_.account}}
        ));
        return {};
    }));
    EXPECT_TRUE(videos_.create(who_, {.prompt = "Zoltan Quimby plays golf"}));
}

TEST_F(PolicyDeskTest, AsksWhetherTheAccountIsATeens) {
    // Counts from 0.4 for teens, from 0.95 for others where the operator says so.
    const auto lax =
        trust::PolicyEngine::create(*trust::policy_options({.categories = "violence=0.95"}));
    ASSERT_TRUE(lax);
    const PolicyDesk desk(**lax, *house_.database, house_.clock);
    const std::string text = "a man punches another man until he bleeds";
    EXPECT_TRUE(desk.check_text(who_, trust::Stage::kUpload, "name", text));
    ASSERT_TRUE(house_.database->write([&](store::Transaction& tx) {
        return tx.execute("UPDATE accounts SET age_band = 'teen'");
    }));
    EXPECT_FALSE(desk.check_text(who_, trust::Stage::kUpload, "name", text));
}

}  // namespace
}  // namespace hibari::domain
