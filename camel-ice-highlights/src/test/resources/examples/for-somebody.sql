-- what waits for a person: look at last_error, then replay or forget it through the component
SELECT correlation_id, channel, job_type, state, job_id, idempotency_key, last_error
FROM ice_highlights_job
WHERE state IN ('PARKED', 'UNCERTAIN')
ORDER BY seq;
