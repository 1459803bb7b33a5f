#include "domain/tiers.h"

#include "base/json.h"
#include "domain/models.h"
#include "domain/operator_acts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>

namespace hibari::domain {
namespace {

using store::Row;
using store::Transaction;

struct NumberField {
    std::string_view name;
    std::int64_t Tier::* member;
    std::int64_t min;
    std::int64_t max;
};

constexpr std::array<NumberField, 7> kNumbers = {{
    {"allowance", &Tier::allowance, 0, 1'000'000'000},
    {"concurrency", &Tier::concurrency, 1, 10'000},
    {"queue_max", &Tier::queue_max, 1, 1'000'000},
    {"priority", &Tier::priority, 0, 100},
    {"seconds_max", &Tier::seconds_max, 4, 20},
    {"long_side_max", &Tier::long_side_max, 64, 1920},
    {"creates_per_minute", &Tier::creates_per_minute, 1, 1'000'000'000},
}};
constexpr std::string_view kQuality = "quality_max";
constexpr std::size_t kNameBytesMax = 40;

Error wrong(std::string_view field, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
    };
}

Result<void> set_field(Tier& tier, std::string_view name, std::string_view value) {
    if (name == kQuality) {
        if (quality_rank(value) < 0) {
            return fail(wrong(name, "must be draft, standard or high"));
        }
        tier.quality_max = value;
        return {};
    }
    const auto field = std::ranges::find(kNumbers, name, &NumberField::name);
    if (field == kNumbers.end()) {
        std::string known(kQuality);
        for (const NumberField& number : kNumbers) {
            known += ", " + std::string(number.name);
        }
        Error error = wrong(name, "a tier has no such field");
        error.hint = "it has " + known;
        return fail(std::move(error));
    }
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (failed != std::errc{} || end != value.data() + value.size() || number < field->min ||
        number > field->max) {
        return fail(wrong(
            name,
            "must be a number from " + std::to_string(field->min) + " to " +
                std::to_string(field->max)
        ));
    }
    tier.*field->member = number;
    return {};
}

Result<std::optional<Tier>> find_tier(Transaction& tx, std::string_view name) {
    const auto row = HIBARI_TRY(tx.query_one(
        "SELECT " + std::string(kTierColumns) + " FROM tiers t WHERE t.name = :name",
        {{"name", std::string(name)}}
    ));
    return row ? std::optional(tier_of(*row)) : std::nullopt;
}

Result<void> write_tier(Transaction& tx, const Tier& tier) {
    HIBARI_TRY(tx.execute(
        "INSERT INTO tiers (name, allowance, concurrency, queue_max, priority, seconds_max, "
        "long_side_max, quality_max, creates_per_minute) VALUES (:name, :allowance, :concurrency, "
        ":queue_max, :priority, :seconds_max, :long_side_max, :quality_max, :creates_per_minute) "
        "ON CONFLICT (name) DO UPDATE SET allowance = excluded.allowance, "
        "concurrency = excluded.concurrency, queue_max = excluded.queue_max, "
        "priority = excluded.priority, seconds_max = excluded.seconds_max, "
        "long_side_max = excluded.long_side_max, quality_max = excluded.quality_max, "
        "creates_per_minute = excluded.creates_per_minute",
        {{"name", tier.name},
         {"allowance", tier.allowance},
         {"concurrency", tier.concurrency},
         {"queue_max", tier.queue_max},
         {"priority", tier.priority},
         {"seconds_max", tier.seconds_max},
         {"long_side_max", tier.long_side_max},
         {"quality_max", tier.quality_max},
         {"creates_per_minute", tier.creates_per_minute}}
    ));
    return {};
}

}  // namespace

Tier tier_of(const Row& row) {
    return {
        .name = row.text("tier_name"),
        .allowance = row.integer("tier_allowance"),
        .concurrency = row.integer("tier_concurrency"),
        .queue_max = row.integer("tier_queue_max"),
        .priority = row.integer("tier_priority"),
        .seconds_max = row.integer("tier_seconds_max"),
        .long_side_max = row.integer("tier_long_side_max"),
        .quality_max = row.text("tier_quality_max"),
        .creates_per_minute = row.integer("tier_creates_per_minute"),
    };
}

Result<std::vector<Tier>> list_tiers(store::Database& database) {
    return database.read([](Transaction& tx) -> Result<std::vector<Tier>> {
        const auto rows = HIBARI_TRY(tx.query(
            "SELECT " + std::string(kTierColumns) + " FROM tiers t ORDER BY t.allowance, t.name"
        ));
        std::vector<Tier> tiers;
        std::ranges::transform(rows, std::back_inserter(tiers), tier_of);
        return tiers;
    });
}

Result<Tier> change_tier(
    store::Database& database,
    std::string_view name,
    const std::vector<std::pair<std::string, std::string>>& fields,
    store::Timestamp now
) {
    const bool is_plain =
        !name.empty() && name.size() <= kNameBytesMax && std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        });
    if (!is_plain) {
        return fail(wrong("name", "must be small letters, digits and underscores"));
    }
    return database.write([&](Transaction& tx) -> Result<Tier> {
        const auto known = HIBARI_TRY(find_tier(tx, name));
        Tier tier = known.value_or(Tier{});
        tier.name = name;
        for (const auto& [field, value] : fields) {
            HIBARI_TRY(set_field(tier, field, value));
        }
        if (!known) {
            for (const NumberField& number : kNumbers) {
                if (std::ranges::find(
                        fields, number.name, &std::pair<std::string, std::string>::first
                    ) == fields.end()) {
                    return fail(wrong(number.name, "a new tier needs it"));
                }
            }
            if (tier.quality_max.empty()) {
                return fail(wrong(kQuality, "a new tier needs it"));
            }
        }
        HIBARI_TRY(write_tier(tx, tier));
        Json changed = Json::object({{"tier", name}});
        for (const auto& [field, value] : fields) {
            changed.set(field, value);
        }
        HIBARI_TRY(note_operator_act(tx, "tier.changed", "", std::move(changed), now));
        return tier;
    });
}

Result<void> remove_tier(store::Database& database, std::string_view name, store::Timestamp now) {
    return database.write([&](Transaction& tx) -> Result<void> {
        const auto user = HIBARI_TRY(tx.query_one(
            "SELECT id FROM accounts WHERE tier = :name LIMIT 1", {{"name", std::string(name)}}
        ));
        if (user) {
            return fail(
                {.code = ErrorCode::kFailedPrecondition,
                 .message = "accounts have this tier",
                 .hint = "give them another one first"}
            );
        }
        const auto removed = HIBARI_TRY(
            tx.execute("DELETE FROM tiers WHERE name = :name", {{"name", std::string(name)}})
        );
        if (removed == 0) {
            return fail(ErrorCode::kNotFound, "there is no such tier");
        }
        return note_operator_act(tx, "tier.removed", "", Json::object({{"tier", name}}), now);
    });
}

}  // namespace hibari::domain
