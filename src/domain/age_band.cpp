#include "domain/age_band.h"

#include <string>

namespace hibari::domain {

Result<trust::AgeBand> age_of(store::Transaction& tx, std::string_view account) {
    const auto row = HIBARI_TRY(
        tx.query_one("SELECT age_band FROM accounts WHERE id = :id", {{"id", std::string(account)}})
    );
    return row ? trust::age_band_of(row->text(0)).value_or(trust::AgeBand::kUnknown)
               : trust::AgeBand::kUnknown;
}

bool is_minor(trust::AgeBand band) {
    return band == trust::AgeBand::kChild || band == trust::AgeBand::kTeen;
}

}  // namespace hibari::domain
