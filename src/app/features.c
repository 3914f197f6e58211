#include "app/app.h"

#include "audit/audit.h"
#include "deadlines/deadlines.h"
#include "directory/directory.h"
#include "documents/documents.h"
#include "dukcapil/dukcapil.h"
#include "forms/forms.h"
#include "helpdesk/helpdesk.h"
#include "identity/identity.h"
#include "mailroom/mailroom.h"
#include "membership/membership.h"
#include "monitoring/monitoring.h"
#include "portal/portal.h"
#include "registration/registration.h"
#include "reports/reports.h"
#include "upkeep/upkeep.h"
#include "wizard/wizard.h"
#include "workbench/workbench.h"

const struct feature *const app_features[] = {
	&health_feature,     &metrics_feature, &openapi_feature,    &portal_feature,
	&identity_feature,   &audit_feature,   &directory_feature,  &registration_feature,
	&forms_feature,	     &wizard_feature,  &workbench_feature,  &helpdesk_feature,
	&membership_feature, &upkeep_feature,  &monitoring_feature, &mailroom_feature,
	&reports_feature,
};
const size_t app_feature_count = COUNT(app_features);

static const struct job_kind *const kinds[] = {
	&identity_reset_job,   &documents_render_job, &documents_sweep_job,
	&mail_send_job,	       &dukcapil_ask_job,     &registration_sweep_job,
	&app_sweep_job,	       &deadline_watch_job,   &helpdesk_sweep_job,
	&helpdesk_index_job,   &documents_erase_job,  &app_reseal_job,
	&documents_reseal_job, &mailroom_job,
};

static const struct schedule schedules[] = {
	{ &documents_sweep_job, DAY },
	{ &app_sweep_job, HOUR },
	{ &registration_sweep_job, 5 * MINUTE },
	{ &deadline_watch_job, 5 * MINUTE },
	{ &app_reseal_job, 5 * MINUTE },
	{ &documents_reseal_job, 5 * MINUTE },
	{ &helpdesk_sweep_job, 5 * MINUTE },
	{ &helpdesk_index_job, 5 },
	{ &mailroom_job, MINUTE },
};

const struct job_table app_jobs = {
	.kinds = kinds,
	.kind_count = COUNT(kinds),
	.schedules = schedules,
	.schedule_count = COUNT(schedules),
};
