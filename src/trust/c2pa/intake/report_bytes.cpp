#include "trust/c2pa/intake/report_bytes.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <limits>
#include <type_traits>

namespace hibari::trust {
namespace {

using Time = std::chrono::system_clock::time_point;

constexpr std::size_t kTextBytesMax = 64 * 1024;
constexpr std::size_t kStatusesMax = 20'000;
constexpr std::size_t kManifestsMax = 256;
constexpr std::size_t kIngredientsMax = 1'000;
constexpr std::size_t kReceiptsMax = 1'000;

// What the clock can hold, in microseconds and with room to spare.
constexpr std::int64_t kTimeMax_us = std::numeric_limits<std::int64_t>::max() / 1'001;

std::int64_t to_us(Time time) {
    return std::chrono::floor<std::chrono::microseconds>(time.time_since_epoch()).count();
}

/// Writes fields, each as the reader below expects it.
class Writer {
  public:
    void number(std::uint64_t value) {
        std::array<char, sizeof(value)> bytes{};
        std::memcpy(bytes.data(), &value, sizeof(value));
        bytes_.append(bytes.data(), bytes.size());
    }

    void bytes(const std::string& value, std::size_t /*max*/) {
        number(value.size());
        bytes_ += value;
    }

    // What is longer was nothing that anybody would want to read.
    void text(const std::string& value) {
        bytes(utf8_prefix(to_valid_utf8(value), kTextBytesMax), kTextBytesMax);
    }

    template <typename Enum>
    void choice(Enum value, Enum /*last*/) {
        number(static_cast<std::uint64_t>(value));
    }

    void id(AssetId value) { number(value); }

    void digest(const Digest& value) { bytes(std::string(value.view()), value.bytes.size()); }

    void time(Time value) { number(static_cast<std::uint64_t>(to_us(value))); }

    void time(const std::optional<Time>& value) {
        number(value ? 1 : 0);
        time(value.value_or(Time()));
    }

    template <typename Item, typename Visit>
    void list(const std::vector<Item>& items, std::size_t max, const Visit& visit) {
        const std::size_t count = std::min(items.size(), max);
        number(count);
        for (std::size_t i = 0; i < count; ++i) {
            visit(*this, items[i]);
        }
    }

    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Reads fields. After the first that cannot be, nothing more is read.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        if (rest_.size() < sizeof(value)) {
            is_good_ = false;
            return 0;
        }
        std::memcpy(&value, rest_.data(), sizeof(value));
        rest_.remove_prefix(sizeof(value));
        return value;
    }

    void bytes(std::string& value, std::size_t max) {
        const std::uint64_t size = number();
        if (size > max || size > rest_.size()) {
            is_good_ = false;
        }
        if (is_good_) {
            value = rest_.substr(0, static_cast<std::size_t>(size));
            rest_.remove_prefix(value.size());
        }
    }

    void text(std::string& value) {
        bytes(value, kTextBytesMax);
        value = to_valid_utf8(value);
        std::ranges::replace_if(value, [](char c) { return (c >= 0 && c < ' ') || c == 127; }, '?');
    }

    template <typename Enum>
    void choice(Enum& value, Enum last) {
        const std::uint64_t told = number();
        is_good_ = is_good_ && told <= static_cast<std::uint64_t>(last);
        value = is_good_ ? static_cast<Enum>(told) : Enum{};
    }

    void id(AssetId& value) {
        const std::uint64_t told = number();
        is_good_ = is_good_ && told <= std::numeric_limits<AssetId>::max();
        value = static_cast<AssetId>(told);
    }

    void digest(Digest& value) {
        std::string told;
        bytes(told, value.bytes.size());
        is_good_ = is_good_ && told.size() == value.bytes.size();
        std::ranges::copy(told, value.bytes.begin());
    }

    // A time beyond the clock is its end.
    void time(Time& value) {
        const auto told = static_cast<std::int64_t>(number());
        value =
            Time(std::chrono::microseconds(std::clamp<std::int64_t>(told, -kTimeMax_us, kTimeMax_us)
            ));
    }

    void time(std::optional<Time>& value) {
        const bool is_there = number() != 0;
        Time told;
        time(told);
        value = is_there ? std::optional(told) : std::nullopt;
    }

    template <typename Item, typename Visit>
    void list(std::vector<Item>& items, std::size_t max, const Visit& visit) {
        const std::uint64_t count = number();
        is_good_ = is_good_ && count <= max;
        // Grows as bytes are there: a count alone costs nothing.
        for (std::uint64_t i = 0; is_good_ && i < count; ++i) {
            visit(*this, items.emplace_back());
        }
    }

    /// Whether every field could be, and nothing follows.
    bool is_done() const { return is_good_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool is_good_ = true;
};

// The fields in their order, for writing and for reading.

constexpr auto kStatus = [](auto& coder, auto& status) {
    coder.choice(status.kind, ValidationStatus::Kind::kFailure);
    coder.text(status.code);
    coder.text(status.url);
    coder.text(status.explanation);
};

constexpr auto kIngredientFacts = [](auto& coder, auto& facts) {
    coder.text(facts.title);
    coder.text(facts.media_type);
    coder.text(facts.relationship);
    coder.text(facts.manifest_label);
};

constexpr auto kManifestFacts = [](auto& coder, auto& facts) {
    coder.text(facts.label);
    coder.text(facts.title);
    coder.text(facts.instance_id);
    coder.text(facts.program.name);
    coder.text(facts.program.version);
    coder.text(facts.engine.name);
    coder.text(facts.engine.version);
    coder.text(facts.digital_source);
    coder.text(facts.kind);
    coder.id(facts.asset_id);
    coder.list(facts.consent_receipts, kReceiptsMax, [](auto& inner, auto& digest) {
        inner.digest(digest);
    });
    coder.list(facts.ingredients, kIngredientsMax, kIngredientFacts);
    coder.text(facts.signer.organisation);
    coder.text(facts.signer.common_name);
    coder.time(facts.signer.not_before);
    coder.time(facts.signer.not_after);
    coder.time(facts.signed_at);
};

constexpr auto kReport = [](auto& coder, auto& report) {
    coder.choice(report.verdict, ManifestVerdict::kTrusted);
    coder.list(report.statuses, kStatusesMax, kStatus);
    coder.list(report.manifests, kManifestsMax, kManifestFacts);
};

constexpr auto kIngredient = [](auto& coder, auto& ingredient) {
    coder.text(ingredient.media_type);
    coder.bytes(ingredient.store, kStoreBytesMax);
    coder.list(ingredient.statuses, kStatusesMax, kStatus);
};

}  // namespace

std::string to_bytes(const ManifestReport& report) {
    Writer writer;
    kReport(writer, report);
    return writer.take();
}

std::string to_bytes(const Ingredient& ingredient) {
    Writer writer;
    kIngredient(writer, ingredient);
    return writer.take();
}

std::optional<ManifestReport> report_of(std::string_view bytes) {
    Reader reader(bytes);
    ManifestReport report;
    kReport(reader, report);
    return reader.is_done() ? std::optional(std::move(report)) : std::nullopt;
}

std::optional<Ingredient> ingredient_of(std::string_view bytes) {
    Reader reader(bytes);
    Ingredient ingredient;
    kIngredient(reader, ingredient);
    return reader.is_done() ? std::optional(std::move(ingredient)) : std::nullopt;
}

}  // namespace hibari::trust
