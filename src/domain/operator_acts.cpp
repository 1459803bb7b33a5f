#include "domain/operator_acts.h"

#include "trust/audit/log.h"

#include <utility>

namespace hibari::domain {

Result<void> note_operator_act(
    store::Transaction& tx,
    std::string_view kind,
    std::string_view account,
    Json details,
    store::Timestamp now
) {
    HIBARI_TRY(trust::append(
        tx,
        {.kind = std::string(kind),
         .actor = "operator",
         .subject = std::string(account),
         .details = std::move(details)},
        now
    ));
    return {};
}

}  // namespace hibari::domain
