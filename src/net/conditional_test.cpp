#include "net/conditional.h"

#include <gtest/gtest.h>

namespace hibari::net {
namespace {

constexpr const char* kModified = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr const char* kEarlier = "Sun, 06 Nov 1994 08:49:36 GMT";

Validators current() {
    return {
        .etag = "\"v2\"",
        .modified = std::chrono::system_clock::from_time_t(784111777) + std::chrono::milliseconds(5)
    };
}

Condition check(Method method, std::initializer_list<Fields::Field> fields) {
    Request request;
    request.method = method;
    for (const auto& [name, value] : fields) {
        request.fields.add(name, value);
    }
    return check_conditions(request, current());
}

TEST(Conditional, ProceedsWithoutConditions) {
    EXPECT_EQ(check(Method::kGet, {}), Condition::kProceed);
}

TEST(Conditional, AnswersNotModifiedForAKnownTag) {
    EXPECT_EQ(check(Method::kGet, {{"if-none-match", "\"v2\""}}), Condition::kNotModified);
    EXPECT_EQ(check(Method::kHead, {{"if-none-match", "W/\"v2\""}}), Condition::kNotModified);
    EXPECT_EQ(check(Method::kGet, {{"if-none-match", "\"v1\" , \"v2\""}}), Condition::kNotModified);
    EXPECT_EQ(check(Method::kGet, {{"if-none-match", "*"}}), Condition::kNotModified);
    EXPECT_EQ(check(Method::kGet, {{"if-none-match", "\"v1\""}}), Condition::kProceed);
    EXPECT_EQ(check(Method::kPut, {{"if-none-match", "*"}}), Condition::kPreconditionFailed);
}

TEST(Conditional, AnswersNotModifiedByDate) {
    EXPECT_EQ(check(Method::kGet, {{"if-modified-since", kModified}}), Condition::kNotModified);
    EXPECT_EQ(check(Method::kGet, {{"if-modified-since", kEarlier}}), Condition::kProceed);
    EXPECT_EQ(check(Method::kGet, {{"if-modified-since", "yesterday"}}), Condition::kProceed);
    EXPECT_EQ(check(Method::kPost, {{"if-modified-since", kModified}}), Condition::kProceed);
}

TEST(Conditional, TheTagOutweighsTheDate) {
    EXPECT_EQ(
        check(Method::kGet, {{"if-none-match", "\"v1\""}, {"if-modified-since", kModified}}),
        Condition::kProceed
    );
    EXPECT_EQ(
        check(Method::kGet, {{"if-match", "\"v2\""}, {"if-unmodified-since", kEarlier}}),
        Condition::kProceed
    );
}

TEST(Conditional, ProtectsChanges) {
    EXPECT_EQ(check(Method::kDelete, {{"if-match", "\"v2\""}}), Condition::kProceed);
    EXPECT_EQ(check(Method::kDelete, {{"if-match", "*"}}), Condition::kProceed);
    EXPECT_EQ(check(Method::kDelete, {{"if-match", "\"v1\""}}), Condition::kPreconditionFailed);
    EXPECT_EQ(check(Method::kDelete, {{"if-match", "W/\"v2\""}}), Condition::kPreconditionFailed);
    EXPECT_EQ(check(Method::kDelete, {{"if-match", "v2"}}), Condition::kPreconditionFailed);
    EXPECT_EQ(
        check(Method::kDelete, {{"if-unmodified-since", kEarlier}}), Condition::kPreconditionFailed
    );
    EXPECT_EQ(check(Method::kDelete, {{"if-unmodified-since", kModified}}), Condition::kProceed);
}

TEST(Conditional, MalformedTagListsMatchNothing) {
    for (const char* list :
         {"", ",", "\"", "v2\"", "w/\"v2\"", "W/ \"v2\"", "\"v1\" \"v2", "x, \"v2\""}) {
        EXPECT_FALSE(etag_list_has(list, "\"v2\"", Comparison::kWeak)) << list;
    }
}

TEST(Conditional, IfRangeWantsTheVeryVersion) {
    Request request;
    EXPECT_TRUE(range_applies(request, current()));
    for (const auto& [value, applies] : std::vector<std::pair<std::string, bool>>{
             {"\"v2\"", true},
             {"\"v1\"", false},
             {"W/\"v2\"", false},
             {kModified, true},
             {kEarlier, false},
             {"nonsense", false}
         }) {
        request.fields.set("if-range", value);
        EXPECT_EQ(range_applies(request, current()), applies) << value;
    }
}

}  // namespace
}  // namespace hibari::net
