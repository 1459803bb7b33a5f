#include "cli/exit_code.h"

namespace hibari::cli {

int exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalidArgument:
            return 2;
        case ErrorCode::kNotFound:
            return 3;
        case ErrorCode::kPermissionDenied:
        case ErrorCode::kUnauthenticated:
            return 4;
        case ErrorCode::kResourceExhausted:
            return 5;
        case ErrorCode::kAlreadyExists:
            return 6;
        case ErrorCode::kFailedPrecondition:
            return 11;
        case ErrorCode::kUnsupported:
            return 7;
        case ErrorCode::kDataLoss:
            return 8;
        case ErrorCode::kUnavailable:
            return 9;
        case ErrorCode::kDeadlineExceeded:
            return 10;
        case ErrorCode::kInternal:
            return 70;
        case ErrorCode::kCancelled:
            return 130;
    }
    return 70;
}

std::string exit_code_table() {
    return "Exit codes:\n"
           "  0 done              2 bad option or input   3 not found\n"
           "  4 not permitted     5 disk or memory full   6 exists already\n"
           "  7 not supported     8 damaged data          9 unavailable\n"
           "  10 out of time      11 not in this state    70 internal error\n"
           "  130 stopped with Ctrl-C\n";
}

}  // namespace hibari::cli
