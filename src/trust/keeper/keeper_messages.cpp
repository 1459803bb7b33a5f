#include "trust/keeper/keeper_messages.h"

#include "base/check.h"
#include "base/text.h"
#include "trust/c2pa/cbor.h"

#include <algorithm>

namespace hibari::trust {
namespace {

constexpr std::size_t kDigestBytes = 32;
constexpr std::size_t kReasonBytesMax = 500;
constexpr std::size_t kItemsMax = 16;
constexpr char kGood = 0;
constexpr char kBad = 1;

bool is_kind(char byte) {
    const auto kind = static_cast<Statement>(byte);
    return kind == Statement::kReceipt || kind == Statement::kCheckpoint;
}

bool is_fitting(KeeperQuestion question, std::string_view content) {
    switch (question) {
        case KeeperQuestion::kCertificates:
        case KeeperQuestion::kRoot:
        case KeeperQuestion::kMarkKey:
            return content.empty();
        case KeeperQuestion::kSign:
        case KeeperQuestion::kTimeStamp:
            return content.size() == kDigestBytes;
        case KeeperQuestion::kStatementKey:
            return content.size() == 1 && is_kind(content.front());
        case KeeperQuestion::kSignStatement:
            return !content.empty() && is_kind(content.front()) &&
                   is_statement(static_cast<Statement>(content.front()), content.substr(1));
    }
    return false;
}

}  // namespace

std::string write_request(const KeeperRequest& request) {
    return static_cast<char>(request.question) + request.content;
}

Result<KeeperRequest> read_request(std::string_view packet) {
    if (packet.empty() || packet.size() > kPacketBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "a question to the keeper is empty or too long");
    }
    const auto question = static_cast<KeeperQuestion>(packet.front());
    const std::string_view content = packet.substr(1);
    if (!is_fitting(question, content)) {
        return fail(ErrorCode::kInvalidArgument, "the keeper does not know that question");
    }
    return KeeperRequest{.question = question, .content = std::string(content)};
}

std::string write_answer(const Result<std::string>& answer) {
    if (answer) {
        HIBARI_CHECK(answer->size() < kKeeperBytesMax, answer->size());
        return kGood + *answer;
    }
    return kBad + to_valid_utf8(answer.error().message.substr(0, kReasonBytesMax));
}

Result<std::string> read_answer(std::string_view packet) {
    if (packet.empty() || packet.size() > kKeeperBytesMax ||
        (packet.front() != kGood && packet.front() != kBad)) {
        return fail(ErrorCode::kInternal, "the keeper of the keys answered with nonsense");
    }
    const std::string content(packet.substr(1));
    if (packet.front() == kBad) {
        return fail(
            ErrorCode::kInternal,
            "the keeper of the keys: " + to_valid_utf8(content.substr(0, kReasonBytesMax))
        );
    }
    return content;
}

std::string write_list(const std::vector<std::string>& items) {
    HIBARI_CHECK(items.size() <= kItemsMax, items.size());
    CborWriter cbor;
    cbor.array(items.size());
    for (const std::string& item : items) {
        cbor.bytes(item);
    }
    return cbor.take();
}

Result<std::vector<std::string>> read_list(std::string_view bytes) {
    const CborValue list =
        HIBARI_TRY(read_cbor(bytes, {.depth_max = 1, .values_max = kItemsMax + 1}));
    std::vector<std::string> items;
    for (const CborValue& item : list.children) {
        if (!list.is_array() || !item.is_bytes()) {
            return fail(ErrorCode::kInternal, "the keeper of the keys answered with nonsense");
        }
        items.emplace_back(item.content);
    }
    return items;
}

}  // namespace hibari::trust
