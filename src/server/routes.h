#pragma once

// The routes by resource; each function lives in the file of its name.

#include "server/api.h"
#include "server/parts.h"

namespace hibari::server {

void add_video_routes(Api& api, const Parts& parts);      ///< video_routes.cpp
void add_model_routes(Api& api, const Parts& parts);      ///< model_routes.cpp
void add_account_routes(Api& api, const Parts& parts);    ///< account_routes.cpp
void add_operation_routes(Api& api, const Parts& parts);  ///< operation_routes.cpp

}  // namespace hibari::server
