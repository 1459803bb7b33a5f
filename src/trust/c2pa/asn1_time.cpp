#include "trust/c2pa/asn1_time.h"

#include <algorithm>
#include <ctime>

namespace hibari::trust {

std::optional<std::chrono::system_clock::time_point> to_time_point(const ASN1_TIME* time) {
    using std::chrono::seconds;
    using std::chrono::system_clock;
    std::tm fields{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &fields) != 1) {
        return std::nullopt;
    }
    constexpr auto kLast = std::chrono::duration_cast<seconds>(system_clock::duration::max());
    constexpr auto kFirst = std::chrono::duration_cast<seconds>(system_clock::duration::min());
    return system_clock::time_point(std::clamp(seconds(timegm(&fields)), kFirst, kLast));
}

}  // namespace hibari::trust
