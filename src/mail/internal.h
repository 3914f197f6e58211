/* Shared by the files of this folder only. */
#pragma once

#include "mail/mail.h"

/* "<local@host>" of printable ASCII: what may stand in a Message-ID field. */
bool message_id_valid(str id);
