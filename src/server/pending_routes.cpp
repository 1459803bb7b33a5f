// Operations of the contract that no engine and no store of this server can do yet: refused in
// words, before anything is begun.

#include "server/routes.h"

namespace hibari::server {

void add_pending_routes(Api& api) {
    for (const char* operation :
         {"createCharacter",
          "listCharacters",
          "retrieveCharacter",
          "updateCharacter",
          "deleteCharacter"}) {
        api.answer(operation, [](Call& /*call*/) -> Result<net::Response> {
            return fail(ErrorCode::kUnsupported, "this server cannot do that yet");
        });
    }
}

}  // namespace hibari::server
